import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { openNetwork } from '../../src/adapters/libp2p/network.ts';
import { memoryHomeDisk } from '../../src/adapters/memory/disk.ts';
import { memoryHome } from '../../src/adapters/memory/home.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { systemFiles } from '../../src/adapters/system/files.ts';
import { systemRandom } from '../../src/adapters/system/random.ts';
import type { Cbor } from '../../src/bytes/cbor.ts';
import type { Id } from '../../src/bytes/id.ts';
import { idOf } from '../../src/bytes/id.ts';
import { invite, type ProposalText, propose } from '../../src/cell/actions.ts';
import { admit, signAsked, signInvited } from '../../src/cell/admit.ts';
import { encodeBundle } from '../../src/cell/bundle.ts';
import { invitationKeys } from '../../src/cell/invitation.ts';
import { invitationIdOf } from '../../src/cell/invitations.ts';
import { sealingKeys } from '../../src/crypto/hpke.ts';
import { signingKeys } from '../../src/crypto/sign.ts';
import { OPERATIONS } from '../../src/peer/operations.ts';
import { Peer } from '../../src/peer/peer.ts';
import { recordDraft } from '../../src/practices/decisions/actions.ts';
import { say, talkDraft, turnOf } from '../../src/practices/talk/actions.ts';

const LOOK_AGAIN_MS = 100;

/** A member whose Moot says whatever they like: by the commands, and past them what the commands refuse. It speaks to others by real connections. */
export class HostileMember {
  readonly #peer: Peer;

  private constructor(peer: Peer) {
    this.#peer = peer;
  }

  /** Begins on a new device, and knocks. */
  static async knock(invitation: string, as: string): Promise<HostileMember> {
    const member = new HostileMember(
      await Peer.open({
        home: memoryHome(memoryHomeDisk()),
        clock: systemClock,
        random: systemRandom,
        files: systemFiles,
        openNetwork,
        listen: ['/ip4/127.0.0.1/tcp/0'],
        lan: false,
        log: () => {},
      }),
    );
    assert.ok((await member.#peer.unlock('correct horse battery staple')).ok);
    await member.do('join', { invitation, as });
    return member;
  }

  /** Waits until the group has let them in. */
  async isIn(): Promise<void> {
    for (;;) {
      const [keys] = this.#peer.cells;
      if (keys !== undefined && this.#peer.presence(keys.cell)?.seat.member !== undefined) return;
      await sleep(LOOK_AGAIN_MS);
    }
  }

  /** What a command gives; it must not be refused. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asks for.
  async do(name: string, input: object): Promise<any> {
    const operation = OPERATIONS.find((one) => one.name === name);
    assert.ok(operation, `an operation ${name}`);
    const verdict = await operation.run(this.#peer, v.parse(operation.input, input), undefined);
    assert.ok(verdict.ok, `${name} to be done, not refused: ${verdict.ok || verdict.reason}`);
    return verdict.value;
  }

  /** Says something past the commands. */
  async say(text: string, channel: string): Promise<void> {
    const now = systemClock.now() / 1000;
    await this.#seat().write([talkDraft(channel, turnOf(now), say.write({ text, replyTo: null }))]);
  }

  /** Proposes something past the commands. */
  async propose(content: Partial<ProposalText>): Promise<Id> {
    return this.#record(propose.write({ title: '', text: '', effects: [], within: 86_400, method: 'consent', ...content }));
  }

  /** Proposes to admit somebody who is not there, under a name that no door lets in. Gives the decision's id. */
  async proposeToAdmit(name: string, title: string): Promise<Id> {
    const seat = this.#seat();
    const invitation = invitationKeys(systemRandom.bytes(16));
    const expires = Math.floor(systemClock.now() / 1000) + 86_400;
    await this.#record(invite.write({ key: invitation.publicKey, uses: 1, expires }));
    const device = signingKeys(systemRandom.bytes(32));
    const sealing = sealingKeys(systemRandom.bytes(32));
    const bundle = encodeBundle({ version: 1, device: idOf(device.publicKey), sealing: sealing.publicKey });
    const effect = admit.action.write({
      name,
      bundle,
      invitation: invitationIdOf(invitation.publicKey),
      invited: signInvited(invitation.secretKey, seat.cell.id, bundle, name),
      asked: signAsked(device.secretKey, seat.cell.id, bundle, name),
    });
    return this.propose({ title, effects: [effect] });
  }

  close(): Promise<void> {
    return this.#peer.close();
  }

  async #record(action: Cbor): Promise<Id> {
    const [id] = await this.#seat().write([recordDraft(action)]);
    assert.ok(id !== undefined);
    return id;
  }

  #seat() {
    const [keys] = this.#peer.cells;
    const seat = keys === undefined ? undefined : this.#peer.presence(keys.cell)?.seat;
    assert.ok(seat !== undefined, 'to be a member');
    return seat;
  }
}
