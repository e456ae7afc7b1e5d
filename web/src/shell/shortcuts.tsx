import { useEffect, useState, useSyncExternalStore } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { usePreferences } from '../settings/preferences.ts';
import { useWords } from '../texts/words.tsx';

/** Keys that do something: one, or several one after the other, such as `g t`. */
interface Shortcut {
  readonly keys: string;
  /** What they do, in words. */
  readonly text: string;
  run(): void;
}

/** Within this time the next key of a sequence is awaited, in milliseconds. */
const NEXT_KEY_MS = 1500;
const listeners = new Set<() => void>();
let shortcuts: readonly Shortcut[] = [];

function change(to: readonly Shortcut[]): void {
  shortcuts = to;
  for (const listener of listeners) listener();
}

/** Gives keys something to do while a screen is shown. They stand in the help sheet. @param text what they do, in words */
export function useShortcut(keys: string, text: string, run: () => void): void {
  useEffect(() => {
    const shortcut = { keys, text, run };
    change([...shortcuts, shortcut]);
    return () => change(shortcuts.filter((one) => one !== shortcut));
  }, [keys, text, run]);
}

function isWriting({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return true;
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null;
}

/** Listens to keys, and shows all of them on "?". One on the page. */
export function Shortcuts() {
  const say = useWords();
  const { keys: choice } = usePreferences();
  const [isOpen, open] = useState(false);
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shortcuts,
  );
  useEffect(() => (choice === 'off' ? undefined : listen(() => open(true))), [choice]);
  return (
    <Dialog title={say('shortcuts.title')} isOpen={isOpen} onClose={() => open(false)}>
      <p className="soft">{say('shortcuts.lede')}</p>
      <dl className="keys">
        {[{ keys: '?', text: say('shortcuts.help') }, ...all].map(({ keys, text }) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function listen(help: () => void): () => void {
  let typed = '';
  let last = 0;
  const onKey = (event: KeyboardEvent): void => {
    if (isWriting(event) || event.defaultPrevented || event.key.length !== 1) return;
    typed = event.timeStamp - last < NEXT_KEY_MS && typed !== '' ? `${typed} ${event.key}` : event.key;
    last = event.timeStamp;
    const meant = shortcuts.find(({ keys }) => keys === typed);
    if (event.key === '?') help();
    meant?.run();
    if (meant !== undefined) event.preventDefault();
    if (meant !== undefined || !shortcuts.some(({ keys }) => keys.startsWith(`${typed} `))) typed = '';
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
