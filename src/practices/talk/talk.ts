import type { Practice } from '../practice.ts';
import { commands } from './commands.ts';
import { beginTalk, foldTalk, type TalkState } from './fold.ts';
import { texts } from './texts.ts';

/** Talk: channels in which people say things to the whole group, and can put in other words or take back what they said. */
export const talk: Practice<TalkState> = { name: 'talk', begin: beginTalk, fold: foldTalk, effects: [], commands, texts };
