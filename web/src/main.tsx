import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/house.css';
import './styles/welcome.css';
import './styles/practices.css';
import './styles/decisions.css';
import './styles/agreements.css';
import './styles/settings.css';
import './styles/people.css';
import './styles/demonstration.css';
import './styles/safeguards.css';
import './styles/today.css';
import './styles/wide.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { applyPreferences, preferences } from './settings/preferences.ts';
import { speak, wantedLanguage } from './texts/language.ts';
import { followInvitations } from './welcome/invitation-address.ts';

applyPreferences();
followInvitations();
await speak(wantedLanguage(preferences().language));
const root = document.getElementById('root');
if (root === null) throw new Error('expected the page to have its root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
