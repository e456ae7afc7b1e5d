import { kindOf } from '../src/cell/action.ts';
import { attest } from '../src/cell/actions.ts';
import type { Cell } from '../src/cell/cell.ts';
import type { Certificate } from '../src/cell/certificate.ts';
import type { Seat } from '../src/peer/seat.ts';
import type { Device } from './device.ts';
import type { Story } from './story.ts';

/** Follows what devices do by themselves, and tells it: attestations, certificates, new epochs, who has come in. */
export class Watcher {
  readonly #story: Story;
  /** By device and log: how many own entries have been told. */
  readonly #told = new Map<string, number>();
  readonly #certified = new Set<string>();
  /** As devices hold them, each device its own. */
  readonly #seen = new WeakSet<Certificate>();
  readonly #members = new Set<string>();

  constructor(story: Story) {
    this.#story = story;
  }

  /** Looks at what is new on a device. */
  look(device: Device, seat: Seat): void {
    this.#tellOwn(device, seat);
    this.#tellCertificates(device, seat.cell);
    if (seat.member === undefined || this.#members.has(device.name)) return;
    this.#members.add(device.name);
    this.#story.count('member');
    this.#story.tell(`${device.name} is a member now.`);
  }

  #tellOwn({ name }: Device, { record, device, cell }: Seat): void {
    for (const chain of record.scope('record')) {
      if (chain.opening.device !== device) continue;
      const from = this.#told.get(chain.logId) ?? 0;
      this.#told.set(chain.logId, Math.max(from, chain.entries.length));
      for (const { action } of chain.entries.slice(from)) {
        const kind = kindOf(action) ?? 'unreadable';
        this.#story.count(`entry ${kind}`);
        const attested = attest.read(action);
        if (attested !== undefined) {
          const title = cell.decisions.versions.get(attested.version)?.content.title ?? '?';
          if (attested.round > 1) this.#story.count('attestation in a later round');
          this.#story.tell(`${name}'s device attests “${title}”${attested.round > 1 ? ` in round ${attested.round}` : ''}.`);
        }
        if (kind === 'epoch') this.#story.tell(`${name}'s device makes a new epoch.`);
      }
    }
  }

  #tellCertificates({ name }: Device, { power, decisions }: Cell): void {
    for (const id of power?.certified() ?? []) {
      for (const certificate of power?.certificates(id) ?? []) {
        // This is looked at each time when anything changes anywhere.
        if (this.#seen.has(certificate)) continue;
        this.#seen.add(certificate);
        const key = `${id} on ${certificate.charter.id}`;
        if (this.#certified.has(key)) continue;
        this.#certified.add(key);
        this.#story.count('certificate');
        this.#story.tell(`${name}'s device is the first to hold the certificate of “${decisions.versions.get(id)?.content.title}”.`);
      }
    }
  }
}
