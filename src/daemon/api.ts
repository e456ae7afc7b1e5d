import type { InferInput } from 'valibot';
import type { AgreedApi } from '../peer/agreed.ts';
import type { BackupApi } from '../peer/backing-up.ts';
import type { DigestApi } from '../peer/digest/digest-operations.ts';
import type { DraftsApi } from '../peer/drafts.ts';
import type { EnteringApi } from '../peer/entering.ts';
import type { EntrustingApi } from '../peer/entrusting.ts';
import type { FormsApi } from '../peer/forms.ts';
import type { InvitingApi } from '../peer/inviting.ts';
import type { NewsApi } from '../peer/news.ts';
import type { OwnDevicesApi } from '../peer/own-devices.ts';
import type { PartingApi } from '../peer/parting.ts';
import type { PeerEvent } from '../peer/peer-event.ts';
import type { PeopleApi } from '../peer/people.ts';
import type { ReachApi } from '../peer/reaching.ts';
import type { RenewingApi } from '../peer/renewing.ts';
import type { SafeguardingApi } from '../peer/safeguarding.ts';
import type { SafetyApi } from '../peer/safety.ts';
import type { StandingApi } from '../peer/standing.ts';
import type { AgreementsApi } from '../practices/agreements/commands.ts';
import type { Call } from '../practices/command.ts';
import type { DecisionsApi } from '../practices/decisions/commands.ts';
import type { TalkApi } from '../practices/talk/commands.ts';
import type { ACTIVE, IDLE, Idle } from './auto-lock.ts';
import type { DIAGNOSIS, Diagnosis } from './doctor/diagnosis.ts';
import type { DOCTOR, Examination } from './doctor/doctor.ts';
import type { STORAGE, Storage } from './doctor/storage.ts';
import type { SERVICE } from './login/service-task.ts';
import type { ServiceView } from './login/service-view.ts';
import type { Problem } from './problem.ts';
import type { KeyringState } from './service.ts';

/** All that the page can ask for, by name: what each call takes and gives, as the operations themselves have it. */
export interface Api
  extends EnteringApi,
    FormsApi,
    StandingApi,
    ReachApi,
    NewsApi,
    DigestApi,
    RenewingApi,
    PeopleApi,
    OwnDevicesApi,
    PartingApi,
    SafetyApi,
    AgreedApi,
    InvitingApi,
    BackupApi,
    SafeguardingApi,
    EntrustingApi,
    DraftsApi,
    TalkApi,
    DecisionsApi,
    AgreementsApi {
  readonly idle: Call<InferInput<typeof IDLE.input>, Idle>;
  readonly active: Call<InferInput<typeof ACTIVE.input>, Idle>;
  readonly doctor: Call<InferInput<typeof DOCTOR.input>, Examination>;
  readonly storage: Call<InferInput<typeof STORAGE.input>, Storage>;
  readonly diagnosis: Call<InferInput<typeof DIAGNOSIS.input>, Diagnosis>;
  readonly service: Call<InferInput<typeof SERVICE.input>, ServiceView>;
}

export type { KeyringState, PeerEvent, Problem };
