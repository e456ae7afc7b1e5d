import { encodeCbor } from '../bytes/cbor.ts';
import { type Id, idOf } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { id, record, type Shape, text, uint } from '../bytes/shape.ts';
import { keyedHash } from '../crypto/hash.ts';
import { LANES, type Lane } from './lane.ts';

/** What the first entry of a log says of all of them: whose it is, and what it is for. */
export interface Opening {
  readonly device: Id;
  readonly lane: Lane;
  /** In doc and talk: what it is about (a document, a channel). Empty in the record. */
  readonly topic: string;
  /** In doc and talk: the number of the period, so that a period can be erased whole. 0 in the record. */
  readonly turn: number;
}

const lane: Shape<Lane> = {
  write: (value) => LANES.indexOf(value),
  read: (value) => (typeof value === 'number' ? LANES[value] : undefined),
};

/** The opening as it stands in the head of entry 0. */
export const openingShape: Shape<Opening> = record({ device: id, lane, topic: text(LIMITS.topicBytes), turn: uint() });

/**
 * The log id that carriers see. Blinded by a secret of the cell, it tells them neither device nor purpose; nobody who is not
 * yet a member can choose a device key with an eye on it, so it also breaks ties in the order of entries.
 * @param blind the cell's blinding secret, 32 bytes
 */
export function logIdOf(blind: Uint8Array, opening: Opening): Uint8Array {
  return keyedHash(blind, 'moot/log', encodeCbor(openingShape.write(opening)));
}

/** Whether an opening follows the rules of its lane. */
export function openingFits(opening: Opening): boolean {
  return opening.lane === 'record' ? opening.topic === '' && opening.turn === 0 : opening.topic !== '';
}

/**
 * Logs of one scope see each other: the whole record, or one topic and turn of a lane. Entries name heads of their own scope
 * and of the record, so a turn of talk can be erased and nothing that stays refers to it.
 */
export function scopeOf(opening: Opening): string {
  return opening.lane === 'record' ? 'record' : `${opening.lane}/${opening.turn}/${opening.topic}`;
}

/** The opening of a device's one record log. */
export function recordOpening(device: Uint8Array): Opening {
  return { device: idOf(device), lane: 'record', topic: '', turn: 0 };
}
