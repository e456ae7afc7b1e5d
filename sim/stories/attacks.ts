/** A story of an attack, and what it notices. */
export interface Told {
  /** The file in this folder. */
  readonly by: string;
  /** Mutants that it fails under, by what they take out (sim/mutants). */
  readonly without: readonly string[];
}

/** A layer of a defence that is not missed while another one stands: what makes the attack succeed is taken out by a mutant of a story. */
export interface Layer {
  /** The mutant, by what it takes out. */
  readonly mutant: string;
  /** What stands behind it. */
  readonly behind: string;
}

/** One of the sixteen attacks that design/threat-model.md knows. */
export interface Attack {
  readonly number: number;
  readonly is: string;
  readonly told: readonly Told[];
  readonly layers?: readonly Layer[];
  /** What of the attack there is nothing to tell of, and why. */
  readonly untold?: string;
}

/** Each attack with its stories, each story with the mutants that take its defence out: `npm run mutants` tries these first, and says where one does not fail. */
export const ATTACKS: readonly Attack[] = [
  {
    number: 1,
    is: 'the closer picks the past and leaves an objection out',
    told: [
      {
        by: 'picked-past.test.ts',
        without: ['attack 1: whoever closes is no quorum', 'attack 1: what was left out of a past counts against who left it out'],
      },
    ],
  },
  {
    number: 2,
    is: 'a thief forks an old seq to void years of votes',
    told: [
      {
        by: 'forked-votes.test.ts',
        without: [
          'attack 2: what waits keeps nothing that counts from its place',
          'attack 2: what comes with a second story is on the disk before the proof is made of it',
          'attack 2: both stories are taken, whichever came first',
          'attack 2: a device that told two stories is known as such, whoever notices it',
          'attack 2: whoever tells two stories and leaves in one that nobody can name makes nobody write epochs without end',
        ],
      },
      { by: 'proof-with-another-key.test.ts', without: ["attack 2: a proof is worth something only of a log that is its device's"] },
    ],
    layers: [
      {
        mutant: 'attack 2: a log whose device told two stories is frozen',
        behind: 'whoever notices a fork freezes the log, and does so again by the proof that is made a moment later',
      },
    ],
  },
  {
    number: 3,
    is: 'a removed member’s idle second device writes “old” entries',
    told: [
      { by: 'old-entries.test.ts', without: ['attack 3: what nobody had seen of who was removed is set aside'] },
      {
        by: 'found-phone.test.ts',
        without: [
          'attack 3: what a lost device links beyond its cut speaks for nobody',
          'attack 3: nor does what that links in turn',
          'attack 3: and all that they wrote is set aside',
        ],
      },
    ],
  },
  {
    number: 4,
    is: 'an epoch sealed as s1 to half and s2 to the rest, one ciphertext valid under both',
    told: [
      { by: 'garbled-seal.test.ts', without: ['attack 4: an epoch’s id commits to its secret'] },
      { by: 'circle-split.test.ts', without: ['attack 4: an epoch’s id commits to its secret'] },
      { by: 'two-plaintexts.test.ts', without: ['attack 4: a seal commits to its key'] },
    ],
  },
  {
    number: 5,
    is: 'a vote encrypted so that only some can read it',
    told: [
      {
        by: 'vote-for-some.test.ts',
        without: [
          'attack 5: what is said in a circle, or beside the record, decides nothing for the cell',
          'attack 5: a body of the record is for the whole cell',
          'attack 5: nor does what is said in a circle where the votes are',
          'attack 5: a body opens under the epoch of its head',
          'attack 5: whoever reads a head reads its body, where it is for the whole cell',
        ],
      },
    ],
  },
  {
    number: 6,
    is: 'keys sealed to a device that is being removed',
    told: [
      {
        by: 'keys-beforehand.test.ts',
        without: [
          'attack 6: an epoch that somebody made for all others before they were removed is not used',
          'attack 6: nor one that was sealed to them too',
        ],
      },
    ],
  },
  {
    number: 7,
    is: 'rewind to a backup, nonces and seqs used twice',
    told: [
      {
        by: 'rolled-back-disk.test.ts',
        without: [
          'attack 7: others are asked before the first write of a run',
          'attack 7: what others tell of own logs is heeded',
          'attack 7: whoever says to hold what a device wrote, and brings it not, keeps it from writing once and no more',
          'I10: each entry has a salt of its own',
        ],
      },
    ],
    layers: [
      {
        mutant: 'attack 7: while an own entry is on its way to the disk nothing else takes its place',
        behind: 'a store takes no second entry for a place: the cell stops and is opened anew, with what lay there first',
      },
    ],
  },
  {
    number: 8,
    is: 'lamport inflation, deps withheld',
    told: [
      {
        by: 'inflated-and-withheld.test.ts',
        without: ['attack 8: a lamport is exactly one more', 'rule 3: a charter is reached in the past of whoever stands on it'],
      },
    ],
  },
  {
    number: 9,
    is: 'an ancient entry that forces a fold from genesis again and again',
    told: [
      {
        by: 'ancient-entries.test.ts',
        without: [
          'attack 9: what comes late is put where it belongs, and nothing is folded anew',
          'attack 9: what is set aside when it comes was never folded, and has nothing folded anew',
          'I1: what was said stands in the order of entries, whatever came first',
        ],
      },
    ],
  },
  {
    number: 10,
    is: 'a backdated or postdated clock around a deadline',
    told: [
      {
        by: 'wrong-clocks.test.ts',
        without: ['attack 10: a proposal that is dated back leaves a day', 'attack 10: a proposal that is dated ahead stretches nothing'],
      },
    ],
  },
  {
    number: 11,
    is: 'an invitation replayed, or its keys swapped by a relay',
    told: [
      { by: 'replayed-invitation.test.ts', without: ['attack 11: proofs at the door are bound to the channel'] },
      {
        by: 'swapped-keys.test.ts',
        without: [
          'attack 11: who is admitted knows the invitation’s secret',
          'attack 11: nobody puts the device of another into a bundle',
          'attack 11: an invitation lets in as many as it says',
          'attack 11: proofs at the door are bound to the channel',
          'attack 11: both ends of the channel are in what is proved and compared',
          'attack 11: no nonce is chosen once the other is known',
          'attack 11: a device is linked for the number that the person has seen',
        ],
      },
    ],
  },
  {
    number: 12,
    is: 'a member who writes without end',
    told: [
      {
        by: 'writes-without-end.test.ts',
        without: ['attack 12: what is decided goes before what is said', 'attack 12: each author has a turn'],
      },
    ],
  },
  {
    number: 13,
    is: 'a keeper that withholds, or counts who speaks when',
    told: [
      {
        by: 'withheld.test.ts',
        without: ['attack 13: whoever lets wants lie is not waited for', 'I13: what one link does not give another is asked for'],
      },
    ],
    untold: 'There are no keepers yet: whoever hands on is a member’s device, and such a device may know who speaks when.',
  },
  {
    number: 14,
    is: 'a stale snapshot offered as truth',
    told: [{ by: 'stale-snapshot.test.ts', without: ['attack 14: a snapshot ends each log where the store does'] }],
    untold:
      'Nobody takes a snapshot from another device: what others send are entries alone. That it knows all logs and goes by the same rules is told in src/peer/snapshots.test.ts.',
  },
  {
    number: 15,
    is: 'mixed-order keys, non-canonical encodings',
    told: [{ by: 'strange-encodings.test.ts', without: ['attack 15: one value has one encoding'] }],
    untold:
      'Of mixed-order keys there is nothing to take out: one library verifies, and and src/crypto/sign.test.ts says what its verdict is.',
  },
  {
    number: 16,
    is: 'one member speaking with two devices',
    told: [
      { by: 'two-devices.test.ts', without: ['attack 16: several devices of one member attest once', 'I12: one member is one voice'] },
    ],
  },
];

/** The stories that have to fail under a mutant of an attack's defence, by their paths; none for other mutants. */
export function storiesThatNotice(takesOut: string): readonly string[] {
  return ATTACKS.flatMap(({ told }) => told.flatMap(({ by, without }) => (without.includes(takesOut) ? [`sim/stories/${by}`] : [])));
}
