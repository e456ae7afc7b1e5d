import type { ResponseKind } from '../../src/cell/actions.ts';
import { currentVersion, type Proposal, standingAnswer } from '../../src/cell/decision.ts';
import type { Seat } from '../../src/peer/seat.ts';
import type { Saved } from '../checkers/nothing-saved-is-lost.ts';
import type { Device } from '../device.ts';
import type { Dice } from '../dice.ts';
import type { Words } from '../words.ts';
import type { World } from '../world.ts';

/** Somebody at their device, in one step of the world. */
export class Person {
  readonly world: World;
  readonly device: Device;
  /** Of this step. */
  readonly dice: Dice;
  readonly words: Words;

  constructor(world: World, device: Device, dice: Dice, words: Words) {
    this.world = world;
    this.device = device;
    this.dice = dice;
    this.words = words;
  }

  /** Does something, and tells of it once it is done, or refused. @param sentence without its subject @returns what it gave; undefined when it was refused */
  async does(verb: string, input: object, sentence: string): Promise<unknown> {
    const { device, world } = this;
    const { story, faults } = world;
    world.deeds++;
    // It may lock itself in the moment in which it answers.
    const { seat } = device;
    try {
      const answer = await device.does(verb, input);
      if (answer.ok) {
        story.count(verb);
        story.tell(`${device.name} ${sentence}.`);
        const value = answer.value as Saved['value'];
        const log = (device.seat ?? seat)?.record.entry(String(value?.id))?.chain.opening ?? null;
        world.saved.push({ who: device.name, place: device.place, verb, input: { ...input }, value, log });
        return answer.value;
      }
      const reason = 'reason' in answer ? answer.reason : answer.error.name;
      story.count(`refused: ${reason}`);
      story.tell(`${device.name} ${sentence}: refused, ${reason}.`);
    } catch (error) {
      faults.push(`${device.name} ${sentence}: ${error instanceof Error ? error.stack : error}`);
    }
    return undefined;
  }

  /** Notes that somebody wrote this, so that it may lie readable on no disk. @returns the same */
  write(text: string): string {
    this.world.written.add(text);
    return text;
  }
}

/** Somebody who has a place in the cell. */
export class Member extends Person {
  readonly seat: Seat;

  constructor(person: Person, seat: Seat) {
    super(person.world, person.device, person.dice, person.words);
    this.seat = seat;
  }

  /** Ids of other members, in an order of the dice. @param fits which of them; all unless given */
  others(fits: (id: string) => boolean = () => true): string[] {
    const members = [...(this.seat.cell.charter?.members.keys() ?? [])].sort();
    return this.dice.shuffled(members.filter((id) => id !== this.seat.member && fits(id)));
  }

  /** Proposals that nobody has taken back. */
  proposals(): Proposal[] {
    return [...this.seat.cell.decisions.proposals.values()].filter(({ withdrawn }) => withdrawn === null);
  }

  /** What this member's standing answer to a proposal is. */
  answerTo(proposal: Proposal): ResponseKind | undefined {
    return answerOf(proposal, this.seat.member as string);
  }

  /** Whether a proposal has been decided with an effect, as far as is known here. */
  isCertified(proposal: Proposal): boolean {
    return proposal.versions.some(({ id }) => (this.seat.cell.power?.certificates(id).length ?? 0) > 0);
  }
}

/** What a member's standing answer to a proposal is. */
export function answerOf(proposal: Proposal, member: string): ResponseKind | undefined {
  return standingAnswer(currentVersion(proposal), member, null)?.response;
}

/** What a proposal is called by now. */
export function titleOf(proposal: Proposal): string {
  return currentVersion(proposal).content.title;
}
