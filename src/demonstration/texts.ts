import type { Texts } from '../practices/practice.ts';

/** What Moot says of the demonstration. */
export const texts = {
  'demonstration.visitor': 'Visitor',
  'demonstration.no-files': 'A demonstration keeps nothing and reads nothing from your disk. In a cell of your own you can do this.',
  'demonstration.place': 'the memory of this device, and nowhere else',
  'refused.only-in-your-own-cell':
    'This is a demonstration, and nothing of it stays, so this does nothing here. In a cell of your own you can do it.',
} satisfies Texts;
