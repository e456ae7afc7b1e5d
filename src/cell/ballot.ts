import type { Id } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import { insertInOrder } from '../log/order.ts';
import { holds } from '../log/past.ts';
import { type Attestation, type Certificate, doesCount, oneForEachMember, quorumFor, seenBy } from './certificate.ts';
import type { Charter } from './charter.ts';
import type { Version } from './decision.ts';

/** All attestations of one version on one charter: a certificate, once they suffice. */
export class Ballot implements Certificate {
  readonly charter: Charter;
  readonly version: Version;
  /** Every attestation, in order. */
  readonly all: Attestation[] = [];
  /** The first of each device that counts, in order. What had seen a later one of that device had seen the first. */
  readonly #counting: Attestation[] = [];
  /** Whether these attestations make a certificate, by their ids: it never changes. */
  readonly #verdicts = new Map<string, boolean>();

  constructor(charter: Charter, version: Version) {
    this.charter = charter;
    this.version = version;
  }

  get attestations(): readonly Attestation[] {
    return oneForEachMember(this.#counting);
  }

  get evidence(): readonly Attestation[] {
    return this.#counting;
  }

  /** Takes an attestation of this version on this charter, in any order of arrival that keeps to causality. */
  add(attestation: Attestation): void {
    const order = ({ entry }: Attestation): Entry => entry;
    insertInOrder(this.all, attestation, order);
    const isFirst = !this.#counting.some(({ device }) => device === attestation.device);
    if (isFirst && doesCount(attestation, this.charter, this.version)) insertInOrder(this.#counting, attestation, order);
  }

  /**
   * Whether the attestations in a part of the record make a certificate.
   * @param seen a part that holds the past of each of its entries; null for all that is known
   * @param carries whether these attesters, with what they had seen, carry on from the charters before (power.md, rule 7)
   */
  isCertified(seen: Counts | null, carries: (charter: Charter, attesters: readonly Id[], evidence: Counts) => boolean): boolean {
    const counting = seen === null ? this.#counting : this.#counting.filter(({ entry }) => holds(seen, entry));
    const attesters = oneForEachMember(counting).map(({ member }) => member);
    if (attesters.length === 0 || attesters.length < quorumFor(this.charter, this.version)) return false;
    const key = counting.map(({ entry }) => entry.id).join(' ');
    let verdict = this.#verdicts.get(key);
    if (verdict === undefined) {
      verdict = carries(this.charter, attesters, seenBy(counting.map(({ entry }) => entry)));
      this.#verdicts.set(key, verdict);
    }
    return verdict;
  }
}
