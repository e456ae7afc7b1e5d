import { Everybody } from './everybody.tsx';
import { PersonScreen } from './person-screen.tsx';

/** The screens of people. @param steps nothing: everybody; `invite`: everybody, and a new invitation; a member's id: that person */
export function PeopleScreens({ steps: [step] }: { readonly steps: readonly string[] }) {
  if (step === undefined || step === 'invite') return <Everybody isInviting={step === 'invite'} />;
  return <PersonScreen key={step} id={step} />;
}
