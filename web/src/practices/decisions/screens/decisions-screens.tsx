import { ClashScreen } from '../../../clashes/clash-screen.tsx';
import { DecisionList } from './decision-list.tsx';
import { DecisionScreen } from './decision-screen.tsx';
import { ProposingScreen } from './proposing-screen.tsx';

/** The screens of decisions. @param steps nothing: the list; `new`, and what it is about: writing a proposal; `clash` and a setting: what was decided twice at once; a decision's id: that decision; and then `amend` or a version */
export function DecisionsScreens({ steps: [id, how, ...more] }: { readonly steps: readonly string[] }) {
  if (id === undefined) return <DecisionList />;
  if (id === 'clash') return <ClashScreen key={how} setting={how ?? ''} />;
  return id === 'new' ? (
    <ProposingScreen key={`${how} ${more.join(' ')}`} steps={how === undefined ? [] : [how, ...more]} />
  ) : (
    <DecisionScreen key={id} id={id} how={how} />
  );
}
