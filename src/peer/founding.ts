import type { Id } from '../bytes/id.ts';
import { accept, assert } from '../bytes/verdict.ts';
import { encodeBundle, memberIdOf } from '../cell/bundle.ts';
import { charterIdOf } from '../cell/charter.ts';
import { cellIdOf, type Genesis, genesisAction, signGenesis } from '../cell/genesis.ts';
import { hash } from '../crypto/hash.ts';
import { sealingKeys } from '../crypto/hpke.ts';
import { signingKeys } from '../crypto/sign.ts';
import { EpochKeys, epochOf } from '../log/epoch.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { Record } from '../log/record.ts';
import { writeEntries } from '../log/writing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../ports/store.ts';
import { batchOf } from './inbox.ts';
import type { CellKeys, Joining } from './keyring.ts';

/** Fresh secrets for a device in a cell. @param cell its id; empty letters where the genesis will say it */
export function freshKeys(cell: Id, random: Random, joining: Joining | null): CellKeys {
  const [device, prekey, network, notes] = [random.bytes(32), random.bytes(32), random.bytes(32), random.bytes(32)];
  return { cell, device, prekeys: [prekey], network, port: 0, notes, welcome: null, joining };
}

/** The bundle with which a device enters a cell. */
export function bundleOf(keys: CellKeys): Uint8Array {
  const [prekey] = keys.prekeys;
  assert(prekey !== undefined, 'a device to have a prekey');
  const { publicKey } = signingKeys(keys.device);
  return encodeBundle({ version: 1, device: publicKey.toHex(), sealing: sealingKeys(prekey).publicKey });
}

/** The name of a cell's store on the disk: it tells nobody which cell it is. */
export function storeNameOf(keys: CellKeys): string {
  return hash('moot/store-name', keys.notes).subarray(0, 16).toHex();
}

/** A cell that has just been founded, not yet on any disk. */
export interface Founded {
  readonly keys: CellKeys;
  readonly member: Id;
  /** Puts the genesis on the disk. */
  store(store: Store): Promise<void>;
}

/** Founds a cell of one. @param name of the cell @param pseudonym of its founder, both clean @param parent the cell that it goes on from */
export function foundCell(name: string, pseudonym: string, clock: Clock, random: Random, parent: Id | null = null): Founded {
  const fresh = freshKeys('00'.repeat(32), random, null);
  const signing = signingKeys(fresh.device);
  const bundle = bundleOf(fresh);
  const genesis: Genesis = { version: 1, name, founders: [{ name: pseudonym, bundle }], salt: random.bytes(16), parent };
  const cell = cellIdOf(genesis);
  const charter = charterIdOf(cell, []);
  const first = { circle: WHOLE_CELL, charter, secret: random.bytes(32) };
  const welcome = { blind: random.bytes(32), epochs: [first] };
  const epoch = epochOf(first.secret, first.circle, first.charter);
  const action = genesisAction(genesis, [signGenesis(genesis, signing.secretKey)]);
  const record = new Record(welcome.blind, new EpochKeys(), { judge: () => accept(null), fold() {} });
  const written = writeEntries(record, [{ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action }], {
    keys: signing,
    charter,
    epochs: { cell: epoch, circle: epoch },
    time: Math.floor(clock.now() / 1000),
    random: (size) => random.bytes(size),
  });
  assert(written.ok, 'a genesis that fits an entry');
  const entries = batchOf(written.value);
  return { keys: { ...fresh, cell, welcome }, member: memberIdOf(bundle), store: (store) => store.write(entries) };
}
