import type { Id } from '../bytes/id.ts';
import { currentVersion } from '../cell/decision.ts';
import type { EffectJson } from '../cell/effect.ts';
import type { Desk } from './command.ts';
import { texts } from './texts.ts';
import { fill, oneLine } from './wording.ts';

/** What a decision does to the register of agreements, with the names and titles that people know; any other effect as it is. */
export function viewTerms(desk: Desk, effect: EffectJson): EffectJson {
  const about = effect.kind === 'register' ? effect.replaces : effect.kind === 'end' ? effect.agreements : null;
  if (about === null) return effect;
  const titles = (about as readonly Id[]).map((id) => {
    const proposal = desk.cell.decisions.proposals.get(id);
    return proposal === undefined ? id.slice(0, 8) : currentVersion(proposal).content.title;
  });
  return { ...effect, titles, ...(typeof effect.owner === 'string' && { ownerName: desk.nameOf(effect.owner) }) };
}

/** The same in words; null for any other effect. @param effect as `viewTerms` gives it */
export function tellTerms(effect: EffectJson): string | null {
  const titles = Array.isArray(effect.titles) ? effect.titles.map((title) => oneLine(String(title))).join(', ') : '';
  if (effect.kind === 'end') return fill(texts['terms.end'], { titles });
  if (effect.kind !== 'register') return null;
  const { review, afterwards, ownerName } = effect;
  return [
    titles === '' ? texts['terms.register'] : fill(texts['terms.replace'], { titles }),
    typeof ownerName === 'string' ? fill(texts['terms.owner'], { name: oneLine(ownerName) }) : texts['terms.nobody'],
    typeof review === 'string'
      ? fill(texts[afterwards === 'lapse' ? 'terms.lapse' : 'terms.stay'], { day: review })
      : texts['terms.no-review'],
  ].join(' ');
}
