import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decodeCbor, encodeCbor } from '../src/bytes/cbor.ts';
import { cleanName, foldName } from '../src/bytes/name.ts';
import { padmeSize } from '../src/bytes/padme.ts';
import { accept } from '../src/bytes/verdict.ts';
import { seal, unseal } from '../src/crypto/committed-seal.ts';
import { hash, keyedHash } from '../src/crypto/hash.ts';
import { openSealed, sealingKeys, sealTo } from '../src/crypto/hpke.ts';
import { sign, signingKeys, verify } from '../src/crypto/sign.ts';
import { decodeEntry, encodeEntry, hashContent, hashEntry, type SealedEntry } from '../src/log/entry.ts';
import { EpochKeys, epochOf, epochSealInfo, epochTag } from '../src/log/epoch.ts';
import { checkForkProof } from '../src/log/fork.ts';
import { decodeHead, encodeHead, type Head } from '../src/log/head.ts';
import { logIdOf, type Opening, scopeOf } from '../src/log/opening.ts';
import { Record } from '../src/log/record.ts';
import { openBody, openHead } from '../src/log/sealing.ts';
import { cborOf, jsonOf } from './form.ts';
import { FILES, RECORD_FILES, textOf } from './make.ts';

// The tests read nothing but the files, as another implementation does.

// biome-ignore lint/suspicious/noExplicitAny: the files are read by name, and a wrong name fails
type Vector = any;

function read(file: string): Vector {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
}

function octets(vector: { encoded?: string; proof?: string; zeros?: number }): Uint8Array {
  return vector.zeros === undefined ? hex(vector.encoded ?? vector.proof) : new Uint8Array(vector.zeros);
}

function hex(text: string | undefined): Uint8Array {
  assert.ok(text !== undefined);
  return Uint8Array.fromHex(text);
}

function keysOf(epochs: Vector): EpochKeys {
  const keys = new EpochKeys();
  for (const { secret, circle, charter } of epochs) keys.add(epochOf(hex(secret), circle, charter));
  return keys;
}

const refused = (reason: string) => ({ ok: false, reason });

for (const [file, make] of Object.entries(FILES)) {
  test(`${file} is what the code makes today`, () => {
    assert.equal(
      readFileSync(new URL(file, import.meta.url), 'utf8'),
      textOf(make()),
      'run npm run vectors, and say in the changelog why the format changed',
    );
  });
}

test('cbor', () => {
  const { valid, invalid } = read('cbor.json');
  for (const { value, encoded } of valid) {
    assert.deepEqual(decodeCbor(hex(encoded)), { ok: true, value: cborOf(value) });
    assert.equal(encodeCbor(cborOf(value)).toHex(), encoded);
  }
  for (const { encoded, reason } of invalid) assert.deepEqual(decodeCbor(hex(encoded)), refused(reason));
});

test('padmé, names', () => {
  for (const { length, floor, size } of read('padme.json').valid) assert.equal(padmeSize(length, floor), size);
  const { valid, invalid } = read('names.json');
  for (const { name, clean, folded } of valid) assert.deepEqual([cleanName(name), foldName(name)], [{ ok: true, value: clean }, folded]);
  for (const { name, reason } of invalid) assert.deepEqual(cleanName(name), refused(reason));
});

test('hashes, signatures', () => {
  const { plain, keyed } = read('hashes.json');
  for (const vector of plain) assert.equal(hash(vector.domain, hex(vector.message)).toHex(), vector.hash);
  for (const { key, domain, message, size, hash } of keyed) assert.equal(keyedHash(hex(key), domain, hex(message), size).toHex(), hash);
  const { valid, invalid } = read('signatures.json');
  for (const { seed, device, domain, message, signature } of valid) {
    const keys = signingKeys(hex(seed));
    assert.equal(keys.publicKey.toHex(), device);
    assert.equal(sign(keys.secretKey, domain, hex(message)).toHex(), signature);
    assert.equal(verify(hex(device), domain, hex(message), hex(signature)), true);
  }
  for (const { why, device, domain, message, signature } of invalid)
    assert.equal(verify(hex(device), domain, hex(message), hex(signature)), false, why);
});

test('seals, epochs', () => {
  const { valid, invalid } = read('seals.json');
  for (const { secret, domain, context, plain, sealed } of valid) {
    assert.equal(seal(hex(secret), domain, hex(context), hex(plain)).toHex(), sealed);
    assert.equal(unseal(hex(secret), domain, hex(context), hex(sealed))?.toHex(), plain);
  }
  for (const { why, secret, domain, context, sealed } of invalid)
    assert.equal(unseal(hex(secret), domain, hex(context), hex(sealed)), null, why);

  const epochs = read('epochs.json');
  for (const { secret, circle, charter, id, tag } of epochs.valid) {
    assert.equal(epochOf(hex(secret), circle, charter).id, id);
    assert.equal(epochTag(id), tag);
  }
  for (const { seed, publicKey, device, epoch, info, plain, encapsulationSeed, sealed } of epochs.sealed) {
    const meant = epochs.valid.find(({ id }: Vector) => id === epoch);
    assert.equal(epochSealInfo(meant, device).toHex(), info);
    assert.equal(sealingKeys(hex(seed)).publicKey.toHex(), publicKey);
    assert.equal(sealTo(hex(publicKey), hex(info), hex(plain), hex(encapsulationSeed))?.toHex(), sealed);
    assert.equal(openSealed(hex(seed), hex(info), hex(sealed))?.toHex(), plain);
  }
  for (const { why, seed, info, sealed } of epochs.unopened) assert.equal(openSealed(hex(seed), hex(info), hex(sealed)), null, why);
});

test('logs, heads', () => {
  const logs = read('logs.json');
  for (const { opening, scope, log } of logs.valid) {
    assert.equal(logIdOf(hex(logs.blind), opening as Opening).toHex(), log);
    assert.equal(scopeOf(opening), scope);
  }
  const { valid, invalid } = read('heads.json');
  for (const { head, encoded } of valid) {
    assert.deepEqual(decodeHead(hex(encoded)), { ok: true, value: head });
    assert.equal(encodeHead(head as Head).toHex(), encoded);
  }
  for (const { why, encoded, reason } of invalid) assert.deepEqual(decodeHead(hex(encoded)), refused(reason), why);
});

test('entries', () => {
  const { epochs, valid, invalid, inert } = read('entries.json');
  const keys = keysOf(epochs);
  for (const { name, log, device, lane, seq, previous, head, action, encoded, content, id, reason } of [...valid, ...inert]) {
    const entry = decodeEntry(hex(encoded));
    assert.ok(entry.ok, name);
    assert.equal(encodeEntry(entry.value).toHex(), encoded, name);
    assert.equal(hashContent(entry.value).toHex(), content, name);
    assert.equal(hashEntry(hex(log), seq, hex(previous), entry.value).toHex(), id, name);
    const opened = openHead(hex(log), entry.value as SealedEntry, keys);
    assert.ok(opened.ok, name);
    assert.deepEqual(opened.value.head, head, name);
    const body = openBody(entry.value, opened.value, { device, circle: head.circle, lane }, keys);
    const expected = reason ?? (action === null ? 'erased' : null);
    assert.deepEqual(body, expected === null ? { ok: true, value: cborOf(action) } : refused(expected), name);
  }
  for (const { why, reason, ...vector } of invalid) assert.deepEqual(decodeEntry(octets(vector)), refused(reason), why);
});

test('segments', () => {
  const { valid, invalid } = read('segments.json');
  for (const { story, blind, epochs, steps } of [...valid, ...invalid]) {
    const record = new Record(hex(blind), keysOf(epochs), { judge: () => accept(null), fold: () => undefined });
    for (const { segment, epoch, refused, accepted, waiting } of steps) {
      if (epoch !== undefined) {
        record.keys.add(epochOf(hex(epoch.secret), epoch.circle, epoch.charter));
        continue;
      }
      const { log, from, entries, signature } = segment;
      const received = record.receive({ log: hex(log), from, entries: entries.map(hex), signature: hex(signature) });
      assert.equal(received.refused, refused, story);
      assert.deepEqual(
        received.accepted.map(({ entry }) => ({
          id: entry.id,
          log: entry.chain.logId,
          seq: entry.seq,
          lamport: entry.lamport,
          action: jsonOf(entry.action),
        })),
        accepted,
        story,
      );
      assert.equal(record.waiting, waiting, story);
    }
  }
});

test('fork proofs', () => {
  const { valid, invalid } = read('forks.json');
  for (const { log, device, seq, proof } of valid) {
    const checked = checkForkProof(hex(proof));
    assert.ok(checked.ok);
    assert.deepEqual([checked.value.log, checked.value.device, checked.value.seq], [log, device, seq]);
  }
  for (const { why, reason, ...vector } of invalid) assert.deepEqual(checkForkProof(octets(vector)), refused(reason), why);
});

/** Reasons that stand in the code and in no vector, and why. */
const WITHOUT_VECTOR: { readonly [reason: string]: string } = {
  'too-many-logs': 'takes more logs than a file should hold; refusal.test.ts has it',
  'too-many-waiting': 'takes more entries than a file should hold; waiting.test.ts has it',
  'action-too-large': 'said to whoever writes, not to a peer; sealing.test.ts has it',
  'action-malformed': 'said to whoever writes, not to a peer; sealing.test.ts has it',
  'own-log-behind': 'said to whoever writes, not to a peer; writing.test.ts has it',
  'own-log-forked': 'said to whoever writes, not to a peer; writing.test.ts has it',
  'store-out-of-order': "said of a device's own store; record.prop.test.ts has it",
  'snapshot-malformed': 'said of what a device keeps for itself; snapshot.test.ts has it',
  'snapshot-of-another-version': 'said of what a device keeps for itself; snapshot.test.ts has it',
  'snapshot-too-large': 'said of what a device keeps for itself; snapshot.test.ts has it',
  'log-erased': 'said of what a device has erased by its own clock; erasing.test.ts has it',
  erased: 'no refusal of an entry: its body is gone (entries.json, "its body erased")',
};

test('every reason for which the record refuses something has a vector', () => {
  const inCode = new Set<string>();
  for (const file of globSync(['bytes/*.ts', 'log/*.ts'], { cwd: new URL('../src/', import.meta.url) })) {
    if (/\.(test|bench|fixture)\.ts$/.test(file)) continue;
    const source = readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8');
    for (const [, said, returned] of source.matchAll(/(?:refuse|refused|refusal)\([^)]*?'([a-z-]+)'|return '([a-z]+(?:-[a-z]+)+)'/g)) {
      inCode.add((said ?? returned) as string);
    }
  }
  const inVectors = new Set(
    Object.keys(RECORD_FILES).flatMap((file) =>
      [...textOf(read(file)).matchAll(/"(?:reason|refused)": "([a-z-]+)"/g)].map(([, reason]) => reason as string),
    ),
  );
  assert.ok(inCode.size > 25, `${inCode.size} reasons found`);
  assert.deepEqual([...inCode].filter((reason) => !inVectors.has(reason) && WITHOUT_VECTOR[reason] === undefined).sort(), []);
  assert.deepEqual([...inVectors].filter((reason) => !inCode.has(reason)).sort(), []);
});
