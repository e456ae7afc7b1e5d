import { ReinstateScreen } from '../parting/reinstate-screen.tsx';
import { RemovalScreen } from '../parting/removal-screen.tsx';
import { AgreeScreen } from '../practices/decisions/delegation/agree-screen.tsx';
import { VoicesScreen } from '../practices/decisions/delegation/voices-screen.tsx';
import { Everybody } from './everybody.tsx';
import { PersonScreen } from './person-screen.tsx';

/**
 * The screens of people. @param steps nothing: everybody; `invite`: everybody, and a new invitation; `voices`: who speaks for whom, and then `agree`, to propose for how many others; a member's id: that person; and then `remove`, or
 * `reinstate` and a device, to propose that
 */
export function PeopleScreens({ steps: [step, how, device] }: { readonly steps: readonly string[] }) {
  if (step === undefined || step === 'invite') return <Everybody isInviting={step === 'invite'} />;
  if (step === 'voices') return how === 'agree' ? <AgreeScreen /> : <VoicesScreen />;
  if (how === 'remove') return <RemovalScreen id={step} />;
  if (how === 'reinstate' && device !== undefined) return <ReinstateScreen member={step} device={device} />;
  return <PersonScreen key={step} id={step} />;
}
