import { AgreementList } from './agreement-list.tsx';
import { AgreementScreen } from './agreement-screen.tsx';

/** The screens of agreements. @param steps nothing: the register; an agreement's id: that one */
export function AgreementsScreens({ steps: [id] }: { readonly steps: readonly string[] }) {
  return id === undefined ? <AgreementList /> : <AgreementScreen key={id} id={id} />;
}
