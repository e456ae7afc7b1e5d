import { DecisionList } from './decision-list.tsx';
import { DecisionScreen } from './decision-screen.tsx';
import { ProposingScreen } from './proposing-screen.tsx';

/** The screens of decisions. @param steps nothing: the list; `new`: writing a proposal; a decision's id: that decision; and then `amend` or a version */
export function DecisionsScreens({ steps: [id, how] }: { readonly steps: readonly string[] }) {
  if (id === undefined) return <DecisionList />;
  return id === 'new' ? <ProposingScreen /> : <DecisionScreen key={id} id={id} how={how} />;
}
