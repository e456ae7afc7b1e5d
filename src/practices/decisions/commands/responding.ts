import * as v from 'valibot';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { accept } from '../../../bytes/verdict.ts';
import { RESPONSES, type ResponseKind, respond } from '../../../cell/actions.ts';
import { allHold } from '../../all-hold.ts';
import type { AnyCommand, Call, Command, OutputOf } from '../../command.ts';
import { fields, idLetters, writing } from '../../input.ts';
import { onlyMembersTakePart } from '../../membership.ts';
import { fill, shortId } from '../../wording.ts';
import { anObjectionNeedsAReason, aQuestionNeedsWords, aWithdrawnProposalTakesNoResponse, consentIsRespondedTo } from '../rules.ts';
import { texts } from '../texts.ts';
import { findVersion, write } from './desk.ts';

const respondInput = fields({
  id: idLetters,
  response: v.picklist(RESPONSES, 'input.no-response'),
  reason: v.optional(writing(LIMITS.textBytes), ''),
});
interface Responded {
  readonly id: Id;
  readonly decision: Id;
  readonly version: number;
  readonly response: ResponseKind;
}

const respondCommand: Command<v.InferOutput<typeof respondInput>, Responded> = {
  name: 'respond',
  changes: true,
  input: respondInput,
  usage: { positional: ['id', 'response'], flags: ['reason'], switches: [] },
  async run({ id: typed, response, reason }, desk) {
    const found = findVersion(desk, typed);
    if (!found.ok) return found;
    const { proposal, version } = found.value;
    const allowed = allHold(
      onlyMembersTakePart(desk),
      aWithdrawnProposalTakesNoResponse(proposal),
      anObjectionNeedsAReason(response, reason),
      aQuestionNeedsWords(response, reason),
    );
    if (!allowed.ok) return allowed;
    const responded = consentIsRespondedTo(version, response);
    if (!responded.ok) return responded;
    const id = await write(desk, respond.write({ version: version.id, response, reason }));
    return accept({ id, decision: proposal.id, version: proposal.versions.indexOf(version) + 1, response });
  },
  tell({ id, response }) {
    if (response === 'question') return fill(texts['decisions.asked'], { id: shortId(id) });
    return fill(texts['decisions.responded'], { response: texts[`response.${response}`] });
  },
};

/** What the API takes and gives of responding. */
export interface RespondingApi {
  readonly respond: Call<v.InferInput<typeof respondInput>, OutputOf<typeof respondCommand>>;
}

/** Saying where one stands. */
export const responding: readonly AnyCommand[] = [respondCommand];
