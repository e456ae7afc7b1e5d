import { assert, refuse } from '../bytes/verdict.ts';
import type { AnyCommand } from '../practices/command.ts';
import { COMMANDS } from '../practices/registry.ts';
import { AGREED_OPERATIONS } from './agreed.ts';
import { BACKUP_OPERATIONS } from './backing-up.ts';
import { SeatDesk } from './desk.ts';
import { DIGEST_OPERATIONS } from './digest/digest-operations.ts';
import { DRAFT_OPERATIONS } from './drafts.ts';
import { ENTERING_OPERATIONS } from './entering.ts';
import { ENTRUSTING_OPERATIONS } from './entrusting.ts';
import { FORMS_OPERATIONS } from './forms.ts';
import { INVITING_OPERATIONS } from './inviting.ts';
import { NEWS_OPERATIONS } from './news.ts';
import { inCell, type Operation } from './operation.ts';
import { OWN_DEVICES_OPERATIONS } from './own-devices.ts';
import { PARTING_OPERATIONS } from './parting.ts';
import { PEOPLE_OPERATIONS } from './people.ts';
import { REACH_OPERATIONS } from './reaching.ts';
import { RENEWING_OPERATIONS } from './renewing.ts';
import { SAFEGUARDING_OPERATIONS } from './safeguarding.ts';
import { SAFETY_OPERATIONS } from './safety.ts';
import { STANDING_OPERATIONS } from './standing.ts';

/** A practice's command, at the desk of the person in the cell that is meant. */
function operationOf(command: AnyCommand): Operation {
  const { name, changes, input, usage } = command;
  const looksBack = (content: unknown): boolean => command.looksBack?.(content) ?? false;
  return inCell({
    name,
    changes,
    input,
    usage,
    looksBack,
    run: async (peer, { seat }, content: unknown) => {
      const desk = new SeatDesk(seat, peer.parts.clock.now());
      const done = await command.run(content, desk);
      const { whyInert } = desk;
      return whyInert === undefined ? done : refuse(whyInert);
    },
    tell: (output: unknown) => command.tell(output),
  });
}

/** Everything that people can do or look at on this device: the local API and the CLI are made of these. */
export const OPERATIONS: readonly Operation[] = [
  ...ENTERING_OPERATIONS,
  ...FORMS_OPERATIONS,
  ...STANDING_OPERATIONS,
  ...REACH_OPERATIONS,
  ...RENEWING_OPERATIONS,
  ...NEWS_OPERATIONS,
  ...DIGEST_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...OWN_DEVICES_OPERATIONS,
  ...PARTING_OPERATIONS,
  ...SAFETY_OPERATIONS,
  ...AGREED_OPERATIONS,
  ...INVITING_OPERATIONS,
  ...BACKUP_OPERATIONS,
  ...SAFEGUARDING_OPERATIONS,
  ...ENTRUSTING_OPERATIONS,
  ...DRAFT_OPERATIONS,
  ...[...COMMANDS.values()].map(operationOf),
];

assert(new Set(OPERATIONS.map(({ name }) => name)).size === OPERATIONS.length, 'each operation to have a name of its own');
