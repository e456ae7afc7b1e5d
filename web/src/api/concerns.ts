import type { PeerEvent } from '../../../src/daemon/api.ts';
import type { Name } from './client.ts';

/** What can change under a query: entries of a practice or of the cell itself, links, reach, the door, which cells there are. */
type Concern =
  | 'talk'
  | 'decisions'
  | 'agreements'
  | 'cell'
  | 'entries'
  | 'links'
  | 'reach'
  | 'door'
  | 'cells'
  | 'safeguards'
  | 'idle'
  | 'linking'
  | 'notices';

/** What each query is concerned with. Calls that are not here change something, and are not kept. */
export const CONCERNS = {
  status: ['cells', 'cell', 'links', 'door'],
  cells: ['cells', 'door', 'cell'],
  people: ['cell', 'decisions', 'door', 'cells'],
  'safety-number': ['cell'],
  agreed: ['cell', 'decisions', 'cells'],
  invitations: ['cell', 'door'],
  'read-invitation': [],
  talk: ['talk', 'cell', 'reach'],
  channels: ['talk', 'cell'],
  circles: ['talk', 'cell', 'cells'],
  decisions: ['decisions', 'cell', 'door'],
  agreements: ['agreements', 'decisions', 'cell', 'door'],
  agreement: ['agreements', 'decisions', 'cell', 'door'],
  forms: [],
  decision: ['decisions', 'cell', 'door', 'reach'],
  methods: ['decisions', 'cell'],
  delegations: ['cell', 'decisions', 'cells'],
  reach: ['entries', 'links', 'reach', 'cells'],
  waiting: ['talk', 'decisions', 'agreements', 'cell', 'door', 'safeguards', 'cells'],
  digest: ['talk', 'decisions', 'agreements', 'cell', 'door', 'safeguards', 'cells', 'notices'],
  notices: ['notices', 'cells'],
  news: ['cell', 'decisions', 'cells'],
  doctor: [],
  storage: [],
  diagnosis: [],
  service: [],
  safeguards: ['safeguards', 'cells'],
  linking: ['linking', 'cells'],
  devices: ['cell', 'cells', 'linking'],
  idle: ['idle', 'safeguards', 'cells'],
} as const satisfies { readonly [Of in Name]?: readonly Concern[] };

/** What can be looked at without changing anything. */
export type QueryName = keyof typeof CONCERNS;

/** What an event is about. */
function concernsOf(event: PeerEvent): readonly string[] {
  return event.type === 'entries' ? ['entries', ...event.practices] : [event.type];
}

/**
 * Whether a query has to be asked again after an event.
 * @param cell the cell that the query is about; null: all of them
 */
export function isConcerned(name: QueryName, cell: string | null, event: PeerEvent): boolean {
  if (event.type === 'cells') return true;
  const about: readonly string[] = CONCERNS[name];
  return (
    (cell === null || !('cell' in event) || event.cell.startsWith(cell)) && concernsOf(event).some((concern) => about.includes(concern))
  );
}
