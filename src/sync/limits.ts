/** Every bound of the protocols between devices in one table: bytes, counts, milliseconds. The same on both ends where the name says "message" or "part". */
export const SYNC = {
  /** The version that this code speaks. */
  version: 3,
  /** The longest message of a link. */
  messageBytes: 65536,
  /** Links of one cell at once, and of those the ones that have not proved themselves, or are of devices that we do not know as members'. */
  links: 96,
  unprovedLinks: 16,
  unknownLinks: 8,
  /** How long the other end may take to prove itself. */
  proofTime: 10_000,
  /** A sealed proof of being a device of the cell. */
  proofBytes: 512,
  /** Logs that one link may tell of: a member's device, and anybody else. */
  toldLogs: 65536,
  toldLogsOfUnknown: 4096,
  /** What one want may ask for; what it asks for when another link is at work too. */
  wantBytes: 1 << 20,
  smallWantBytes: 1 << 17,
  /** Wants that may be unanswered on a link: one in work, one waiting. */
  wants: 2,
  /** Logs that one message tells of or asks for. */
  logsPerMessage: 800,
  /** How long a fetch may bring nothing, and how long one want may take at all, before another link is asked. */
  stallTime: 10_000,
  wantTime: 60_000,
  /** How often logs are looked at again that are still lacking and not being fetched. */
  recheckTime: 5000,
  /** Fetches that a link may let come to nothing before it is closed. */
  failures: 3,
  /** Store reads of one link under way at once, and the size of one. */
  reads: 4,
  readBytes: 1 << 18,
  /** A segment under assembly: at most this, and `LIMITS.signedEvery` entries. */
  segmentBytes: 1 << 23,
  /** The longest run of own entries that is sent unasked. */
  pushBytes: 65000,
  /** Segments from one link that brought nothing, above those that did. */
  idleSegments: 2048,
  /** Accepted entries that may wait for the disk before nothing more is asked for. */
  unstored: 16384,
  /** Entries waiting for their past above which only the first link goes on fetching. */
  waitingForOne: 4096,
  /** The first and the longest pause before a log is asked for again that was refused for a reason that time can mend. */
  pauseTime: 1000,
  longestRefusedPause: 3_600_000,
  /** How long a log that was withheld is left alone, and the longest pause before keys are asked for again. */
  longestPause: 300_000,
  /** The farthest that our own time goes on between two events while others are waited for: a clock that jumps, or a sleep, is not their fault. */
  longestStep: 5000,
  /** How long changes are gathered before they are told. */
  announceDelay: 20,
  /** How long a device that lied is not listened to, doubled each time up to the longest; how many such devices are remembered. */
  banTime: 60_000,
  longestBan: 86_400_000,
  bans: 1024,
  /** Fork proofs of one link that wait to be looked at. */
  proofsLater: 64,
  /** An address card. */
  addresses: 8,
  networkIdBytes: 128,
  cardBytes: 2048,
  cardsPerMessage: 30,
  /** How far ahead of our own clock a card's time may be, in seconds. */
  cardAhead: 86_400,
  /** Cards and fork proofs that are looked at, per link and minute. */
  cardsPerMinute: 256,
  proofsPerMinute: 16,
  /** Epochs handed to a device, sealed. */
  keysBytes: 60_000,
  /** Epochs, and tags of epochs, that one message asks for; how often a minute and link such a message is answered. */
  lackingKeys: 64,
  lackingPerMinute: 16,
  /** A reason for leaving. */
  reasonBytes: 64,
} as const;
