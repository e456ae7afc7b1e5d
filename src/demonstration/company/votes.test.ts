import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METHODS, RULES, usualTerms, VOTING_METHODS } from '../../cell/method.ts';
import { parseChoice } from '../../practices/decisions/methods/choice.ts';
import type { MethodView } from '../../practices/decisions/methods/count-view.ts';
import { TURNS } from './rounds.ts';
import { voteOn } from './votes.ts';

const OPTIONS = ['Rye', 'Oats', 'Spelt'];

test('by each way to decide everybody votes as can be read, and not all the same', () => {
  assert.equal(VOTING_METHODS.length, METHODS.length - 1);
  for (const name of VOTING_METHODS) {
    const { stances, ballot } = RULES[name];
    for (const count of ballot === null ? [0] : [2, 3]) {
      const terms = { ...usualTerms(name), options: OPTIONS.slice(0, count) };
      const options = terms.options.map((text, at) => ({ letter: 'ABC'[at] as string, text }));
      const method: Pick<MethodView, 'name' | 'stances' | 'ballot' | 'options' | 'marks'> = {
        name,
        stances,
        ballot,
        options,
        marks: terms.marks,
      };
      const choices = TURNS.map((_, turn) => voteOn(method, turn));
      for (const choice of choices) assert.ok(choice === null || parseChoice(choice, terms).ok, `${name}: ${choice}`);
      assert.ok(choices[0] !== null, name);
      if (ballot !== null) assert.ok(new Set(choices).size > 1, `${name}: all the same`);
    }
  }
});
