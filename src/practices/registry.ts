import { assert } from '../bytes/verdict.ts';
import { kindOf } from '../cell/action.ts';
import { admit } from '../cell/admit.ts';
import type { Cell, Folded } from '../cell/cell.ts';
import { EffectTable } from '../cell/effect.ts';
import { CELL_EFFECTS } from '../cell/effects.ts';
import { recover } from '../cell/recover.ts';
import type { Entry } from '../log/chain.ts';
import { agreements } from './agreements/agreements.ts';
import type { AnyCommand } from './command.ts';
import { decisions } from './decisions/decisions.ts';
import type { AnyPractice, Texts } from './practice.ts';
import { talk } from './talk/talk.ts';
import { texts as sharedTexts } from './texts.ts';
import { fill } from './wording.ts';

/** All practices. To add one is to add a folder and its name here. */
export const PRACTICES: readonly AnyPractice[] = [talk, decisions, agreements];

const PRACTICES_BY_NAME = new Map(PRACTICES.map((practice) => [practice.name, practice]));

/** All effects that a decision can have: the cell's own and those of the practices. */
export const EFFECTS = new EffectTable([...CELL_EFFECTS, ...PRACTICES.flatMap(({ effects }) => effects)]);

/** All commands of the practices, by name. */
export const COMMANDS: ReadonlyMap<string, AnyCommand> = byName(PRACTICES.flatMap(({ commands }) => commands));

/** All words of the practices. */
export const TEXTS: Texts = compose([sharedTexts, ...PRACTICES.map(({ texts }) => texts)]);

/** What each practice has folded of a cell, by its name. */
export type PracticeStates = ReadonlyMap<string, unknown>;

/** The states of a cell in which nothing has happened. */
export function beginPractices(): PracticeStates {
  return new Map(PRACTICES.map((practice) => [practice.name, practice.begin()]));
}

/** The state of one practice. */
export function stateOf<State>(states: PracticeStates, practice: { readonly name: string; begin(): State }): State {
  assert(states.has(practice.name), `a practice that the registry knows, not ${practice.name}`);
  return states.get(practice.name) as State;
}

/** Takes an entry that is not the cell's own. What no practice knows that has a state here is kept and does nothing: a newer Moot may know it. */
export function foldPractices(states: PracticeStates, entry: Entry, cell: Cell): Folded {
  // What says nothing is for the practice in whose lane it stands: it may have been taken back.
  const kind = kindOf(entry.action) ?? `${entry.chain.opening.lane}/`;
  const slash = kind.indexOf('/');
  const practice = PRACTICES_BY_NAME.get(slash < 0 ? kind : kind.slice(0, slash));
  const isKnown = practice !== undefined && states.has(practice.name);
  return isKnown ? practice.fold(stateOf(states, practice), entry, cell) : { inert: 'kind-unknown' };
}

function byName(commands: readonly AnyCommand[]): ReadonlyMap<string, AnyCommand> {
  const named = new Map(commands.map((command) => [command.name, command]));
  assert(named.size === commands.length, 'each command to have a name of its own');
  return named;
}

function compose(catalogues: readonly Texts[]): Texts {
  // Admissions are made at the door, so nobody is told to hand one in.
  const effects = EFFECTS.names().filter((name) => name !== admit.action.kind && name !== recover.action.kind);
  const all = catalogues.flatMap((texts) => Object.entries(texts));
  const composed = new Map(all.map(([key, text]) => [key, fill(text, { effects: effects.join(', ') })]));
  assert(composed.size === all.length, 'each text to have a key of its own');
  return Object.fromEntries(composed);
}
