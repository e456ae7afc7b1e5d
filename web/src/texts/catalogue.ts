import { texts as clashes } from '../clashes/texts.ts';
import { texts as comingBack } from '../coming-back/texts.ts';
import { texts as demonstration } from '../demonstration/texts.ts';
import { texts as devices } from '../devices/texts.ts';
import { texts as names } from '../names/texts.ts';
import { texts as notices } from '../notices/texts.ts';
import { texts as parting } from '../parting/texts.ts';
import { texts as parts } from '../parts/texts.ts';
import { texts as people } from '../people/texts.ts';
import { texts as agreements } from '../practices/agreements/texts.ts';
import { texts as delegation } from '../practices/decisions/delegation/texts.ts';
import { texts as draws } from '../practices/decisions/draw/texts.ts';
import { texts as methods } from '../practices/decisions/methods/texts.ts';
import { texts as decisions } from '../practices/decisions/texts.ts';
import { texts as circles } from '../practices/talk/circles/texts.ts';
import { texts as talk } from '../practices/talk/texts.ts';
import { texts as qr } from '../qr/texts.ts';
import { texts as retention } from '../retention/texts.ts';
import { texts as safeguards } from '../safeguards/texts.ts';
import { texts as settings } from '../settings/texts.ts';
import { texts as shell } from '../shell/texts.ts';
import { texts as status } from '../status/texts.ts';
import { texts as moments } from '../time/texts.ts';
import { texts as today } from '../today/texts.ts';
import { texts as welcome } from '../welcome/texts.ts';

/** All words of the page, in English: messages of ICU MessageFormat by key. Each folder has its own catalogue. */
export const ENGLISH = {
  ...parts,
  ...moments,
  ...names,
  ...shell,
  ...welcome,
  ...demonstration,
  ...today,
  ...talk,
  ...circles,
  ...decisions,
  ...delegation,
  ...draws,
  ...methods,
  ...agreements,
  ...people,
  ...parting,
  ...clashes,
  ...devices,
  ...comingBack,
  ...retention,
  ...qr,
  ...status,
  ...notices,
  ...settings,
  ...safeguards,
};

/** The key of a message. */
export type TextKey = keyof typeof ENGLISH;
