import { accept, refuse, type Verdict } from '../../../bytes/verdict.ts';

// What makes a voice count is judged in src/cell/delegation.ts, from pasts. Here are the rules for what people type.

/** Whoever gives their voice says until when. @param read what was typed, in days since 1970; null: no day */
export function aVoiceKnowsItsLastDay(read: Verdict<number | null>): Verdict<number> {
  return read.ok && read.value !== null ? accept(read.value) : refuse('delegation-day-unclear');
}

/** Whoever takes a voice back has given one. @param given those that stand */
export function aVoiceIsThereToBeTakenBack(given: readonly unknown[]): Verdict<null> {
  return given.length > 0 ? accept(null) : refuse('delegation-none');
}
