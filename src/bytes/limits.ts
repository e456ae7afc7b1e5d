/** Every bound of the record in one table. Sizes in bytes, counts in items. A device refuses what goes beyond. */
export const LIMITS = {
  /** Arrays within arrays. */
  depth: 16,
  /** An encrypted head. */
  headBytes: 4096,
  /** An encrypted body. With its head and frame it fits one message of a link. */
  bodyBytes: 57344,
  /** Head and body together are padded to at least this. */
  paddingFloor: 256,
  /** Heads of other logs that one entry names. */
  deps: 64,
  /** A name of a cell, a member or a channel. */
  nameBytes: 64,
  /** A topic of a chain. */
  topicBytes: 64,
  /** A title of a decision. */
  titleBytes: 200,
  /** A text that a person writes: message, proposal, reason. */
  textBytes: 16384,
  /** A line that a person writes: a quick reaction, a word on whether an objection names a harm. */
  lineBytes: 280,
  /** What a cell agrees on, as text. */
  settingBytes: 256,
  /** Options of one proposal, so that each has a letter; and the text of one. */
  options: 26,
  optionBytes: 200,
  /** The highest mark or most dots of one ballot. */
  marks: 100,
  /** An invitation as people copy it, white space included. */
  invitationBytes: 8192,
  /** An address of a device. */
  addressBytes: 128,
  /** Entries of one log between two signatures that are kept. */
  signedEvery: 128,
  /** The longest time to respond, in seconds: a year. */
  within: 366 * 86_400,
  /** Rounds of attestation on one charter. */
  rounds: 1000,
  /** Effects of one proposal. */
  effects: 8,
  /** Agreements that one decision replaces, or ends. */
  replaced: 8,
  /** The latest review date, in days since 1970: that of the latest claimed time. */
  reviewDay: 795_364,
  /** A voice is given for so many days at most: half a year. */
  delegationDays: 184,
  /** Votes of which one who gives their voice, or takes it back, knows otherwise than their proposers' clocks say. */
  otherwise: 64,
  /** Logs whose ends one attestation of a removal names. */
  cuts: 1024,
  /** Ends of runs of entries that one decision readmits. */
  readmitted: 64,
  /** Devices of a cell to which one epoch can be sealed. */
  devices: 40,
  /** Devices that one member links: whoever has that many links another one only in place of one that is revoked. */
  devicesOfMember: 5,
  /** Members of a cell. */
  members: 20,
  /** Circles that one member founds. */
  circlesOfMember: 64,
  /** Entries that wait for others or for a key, in one cell; and their bytes. */
  waiting: 16384,
  waitingBytes: 1 << 26,
  /** Logs of one device: its record, and a chain for each topic and turn. */
  logsOfDevice: 8192,
  /** Stories of one log that are kept, of those that its device told. */
  stories: 16,
  /** Stories of one device in all its logs but its record. */
  storiesOfDevice: 64,
  /** Stories of all devices. So many proofs leave on one link at once. */
  allStories: 1024,
  /** The greatest lamport number. */
  lamport: 2 ** 40,
  /** The latest claimed time, in seconds since 1970 (year 4147). */
  time: 2 ** 36,
  /** Logs that were erased, remembered so that they are not fetched again. */
  goneLogs: 65536,
  /** A snapshot of the record, as this device keeps it. */
  snapshotBytes: 1 << 20,
  /** Entries of a channel that are read when a cell opens, though older ones are not yet. */
  awakeTalk: 512,
  /** Tags of epochs that are kept to be asked for, besides those of what waits. */
  lackingTags: 64,
} as const;
