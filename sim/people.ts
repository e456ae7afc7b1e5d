import type { ResponseKind } from '../src/cell/actions.ts';
import { currentVersion, type Proposal, removedBy, standingAnswer } from '../src/cell/decision.ts';
import { SeatDesk } from '../src/peer/desk.ts';
import { applicantOf } from '../src/peer/people.ts';
import type { Seat } from '../src/peer/seat.ts';
import { OperatingError } from '../src/ports/errors.ts';
import type { Message } from '../src/practices/talk/fold.ts';
import { talk } from '../src/practices/talk/talk.ts';
import type { Saved } from './checkers/nothing-saved-is-lost.ts';
import type { Device } from './device.ts';
import type { Dice } from './dice.ts';
import { MISCHIEF } from './mischief/all.ts';
import { Scene } from './mischief/mischief.ts';
import { Words } from './words.ts';
import type { World } from './world.ts';

const CHANNELS = ['everyone', 'everyone', 'everyone', 'garden', 'Küche'];
/** How long a cell gives itself to respond, and how much longer somebody may ask for. */
const TIMES = ['5m', '10m', '1h'];
const LONGER = ['6h', '1d', '1m'];
const QUORUMS = ['1/2', '2/3', '3/4', '1/1'];
const SENTENCES: Readonly<Record<ResponseKind, string>> = {
  consent: 'consents to',
  concern: 'has a concern about',
  'stand-aside': 'stands aside from',
  object: 'objects to',
  question: 'asks about',
};

/** What people do, each as likely as its number says: once they are a group, and while they gather. */
const TOGETHER = {
  say: 24,
  reply: 5,
  edit: 5,
  unsay: 3,
  read: 2,
  respond: 40,
  changeMind: 5,
  objectLate: 6,
  answer: 3,
  propose: 7,
  agree: 7,
  amend: 5,
  withdraw: 2,
  invite: 2,
  revoke: 1,
  join: 9,
  slip: 4,
  cheat: 4,
  expel: 0,
  backUp: 1,
  lose: 1,
} as const;
type Habit = keyof typeof TOGETHER;
/** In a world where somebody's device was changed, it is busy; and in one where people fall out, they do so at times. */
const [CHEATS, EXPELS] = [30, 14];
const GATHERING: Readonly<Record<Habit, number>> = { ...TOGETHER, say: 6, respond: 60, invite: 5, join: 30, propose: 2, agree: 2, slip: 1 };

/** The people of a world: they do at random what people do, and at times what nobody may. */
export class People {
  /** How many things they have done or tried. */
  deeds = 0;
  readonly #world: World;
  #dice: Dice;
  readonly #words: Words;
  #mischief: Dice;

  constructor(world: World) {
    this.#world = world;
    this.#dice = world.dice.for('people');
    this.#mischief = world.dice.for('mischief');
    this.#words = new Words((items) => this.#dice.pick(items));
  }

  /** Somebody founds a cell and, mostly, decides at once that there is less time to respond than a week. */
  async found(device: Device, name: string): Promise<void> {
    this.#write(name);
    await this.#does(device, 'found', { name, as: device.name }, `founds the cell “${name}”`);
    if (this.#dice.chance(0.15)) return;
    const effect = { kind: 'agreement', setting: 'respondWithin', value: this.#dice.pick(TIMES) };
    const proposed = (await this.#does(
      device,
      'propose',
      { title: this.#write(this.#words.title()), effect },
      'proposes to be quicker',
    )) as { id: string };
    await this.#does(device, 'respond', { id: proposed.id, response: 'consent' }, 'consents to that');
  }

  /** Somebody does something. @param gathering whether the group is still coming together @param dice of this step */
  act(gathering: boolean, dice: Dice): void {
    this.#dice = dice;
    this.#mischief = dice.for('mischief');
    const habits = gathering ? GATHERING : TOGETHER;
    const { cheater, removes } = this.#world;
    const cheat = cheater === null ? habits.cheat : CHEATS;
    const habit = this.#dice.weighted<Habit>({ ...habits, cheat, expel: removes && !gathering ? EXPELS : 0 });
    if (habit === 'join') {
      this.#join();
      return;
    }
    const device = this.#dice.pick(this.#world.devices.filter(({ isMember }) => isMember));
    const seat = device?.seat;
    if (device === undefined || !seat) return;
    this[habit](device, seat);
  }

  private say(device: Device): void {
    const text = this.#write(this.#words.remark());
    void this.#does(device, 'say', { text, channel: this.#dice.pick(CHANNELS) }, `says “${text}”`);
  }

  private reply(device: Device, seat: Seat): void {
    const message = this.#messageOf(seat, () => true);
    if (message === undefined) {
      this.say(device);
      return;
    }
    const text = this.#write(this.#words.remark());
    void this.#does(device, 'say', { text, reply: message.id }, `replies “${text}”`);
  }

  private edit(device: Device, seat: Seat): void {
    const message = this.#messageOf(seat, ({ author }) => author === seat.member);
    if (message === undefined) {
      this.say(device);
      return;
    }
    const text = this.#write(this.#words.remark());
    void this.#does(device, 'edit', { id: message.id, text }, `puts “${message.text}” in other words: “${text}”`);
  }

  private unsay(device: Device, seat: Seat): void {
    const message = this.#messageOf(seat, ({ author }) => author === seat.member);
    if (message !== undefined) void this.#does(device, 'unsay', { id: message.id }, `takes back “${message.text}”`);
  }

  private read(device: Device): void {
    void this.#does(device, 'read', {}, 'reads what was said');
  }

  private respond(device: Device, seat: Seat): void {
    const unheard = this.#proposals(seat).filter((one) => !isCertified(one, seat) && this.#answerOf(one, seat) === undefined);
    const proposal = this.#dice.pick(unheard);
    if (proposal === undefined) {
      this.say(device);
      return;
    }
    // Whoever asks to come in mostly may, and whoever is asked to go mostly has to: else neither would ever happen here.
    const isOfSomebody = applicantOf(proposal) !== null || removedBy(currentVersion(proposal)) !== null;
    // Whoever is cut off from the others speaks against what they decide meanwhile: that is how objections come late.
    const object = this.#world.wires.areParted(device.place, this.#world.devices[0]?.place ?? 0) ? 60 : 12;
    this.#respond(
      device,
      proposal,
      this.#dice.weighted<ResponseKind>({ consent: isOfSomebody ? 300 : 70, concern: 8, 'stand-aside': 7, object, question: 5 }),
    );
  }

  private changeMind(device: Device, seat: Seat): void {
    const said = this.#proposals(seat).filter((one) => !isCertified(one, seat) && this.#answerOf(one, seat) !== undefined);
    // Whoever objects is listened to, and mostly comes to consent.
    const objected = said.filter((one) => this.#answerOf(one, seat) === 'object');
    const proposal = this.#dice.pick(objected.length > 0 && this.#dice.chance(0.8) ? objected : said);
    if (proposal === undefined) return;
    const before = this.#answerOf(proposal, seat);
    const now =
      before === 'object' ? 'consent' : this.#dice.weighted<ResponseKind>({ consent: 3, concern: 2, 'stand-aside': 1, object: 3 } as never);
    if (now !== before) this.#world.story.count('change of mind');
    this.#respond(device, proposal, now);
  }

  /** Somebody objects to what has been decided: at best without knowing that it has, so that their objection opens a review. */
  private objectLate(device: Device, seat: Seat): void {
    const { devices } = this.#world;
    const decided = new Set(devices.flatMap((other) => [...(other.seat?.cell.power?.certified() ?? [])]));
    for (const one of [device, ...this.#dice.shuffled(devices)]) {
      const place = one.isMember ? one.seat : null;
      if (place === null) continue;
      const unaware = this.#proposals(place).filter(
        (proposal) => !isCertified(proposal, place) && decided.has(currentVersion(proposal).id),
      );
      const proposal = this.#dice.pick(unaware);
      if (proposal === undefined) continue;
      this.#respond(one, proposal, 'object');
      return;
    }
    const proposal = this.#dice.pick(this.#proposals(seat).filter((one) => isCertified(one, seat)));
    if (proposal !== undefined) this.#respond(device, proposal, 'object');
  }

  private answer(device: Device, seat: Seat): void {
    const question = this.#dice.pick([...seat.cell.decisions.versions.values()].flatMap(({ questions }) => questions));
    if (question === undefined) return;
    const text = this.#write(this.#words.reason());
    void this.#does(device, 'answer', { id: question.entry.id, text }, `answers “${question.reason}”: “${text}”`);
  }

  private propose(device: Device): void {
    const title = this.#write(this.#words.title());
    const text = this.#write(this.#words.reason());
    void this.#does(device, 'propose', { title, text, ...this.#within() }, `proposes “${title}”`);
  }

  private agree(device: Device): void {
    const title = this.#write(this.#words.title());
    const setting = this.#dice.weighted({ name: 4, quorum: 3, respondWithin: 3 });
    const value = setting === 'name' ? this.#write(this.#words.title()) : this.#dice.pick(setting === 'quorum' ? QUORUMS : TIMES);
    const input = { title, effect: { kind: 'agreement', setting, value }, ...this.#within() };
    void this.#does(device, 'propose', input, `proposes “${title}”: ${setting} shall be ${value}`);
  }

  /** Somebody wants somebody else out: mostly whoever cheats, and at times the other way round at once. */
  private expel(device: Device, { cell, member: own }: Seat): void {
    const { entry } = this.#dice.pick(cell.quarantine.entries()) ?? {};
    if (entry !== undefined && this.#dice.chance(0.5)) {
      const effect = { kind: 'readmit', entries: [entry.id] };
      const wish = this.#write(this.#words.title());
      void this.#does(device, 'propose', { title: wish, effect }, `proposes “${wish}”: what was set aside shall count`);
      return;
    }
    const others = [...(cell.charter?.members.values() ?? [])].filter(({ id }) => id !== own);
    // Mostly they agree whom they mean.
    const meant = others.find(({ name }) => name === this.#world.cheater) ?? others.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
    const member = this.#dice.chance(0.7) ? meant : this.#dice.pick(others);
    if (member === undefined) return;
    const title = this.#write(this.#words.title());
    const input = { title, effect: { kind: 'remove', member: member.id }, ...this.#within() };
    void this.#does(device, 'propose', input, `proposes “${title}”: ${member.name} shall go`);
  }

  private amend(device: Device, seat: Seat): void {
    const own = this.#proposals(seat).filter((one) => one.proposer === seat.member && !isCertified(one, seat));
    const objected = own.filter((one) => [...currentVersion(one).answers.keys()].some((member) => answerOf(one, member) === 'object'));
    const proposal = this.#dice.pick(objected.length > 0 ? objected : own);
    if (proposal === undefined || applicantOf(proposal) !== null) return;
    const text = this.#write(this.#words.reason());
    void this.#does(device, 'amend', { id: proposal.id, text }, `amends “${titleOf(proposal)}”`);
  }

  private withdraw(device: Device, seat: Seat): void {
    const own = this.#proposals(seat).filter((one) => one.proposer === seat.member && applicantOf(one) === null);
    const proposal = this.#dice.pick(own.filter((one) => !isCertified(one, seat)));
    if (proposal !== undefined) void this.#does(device, 'withdraw', { id: proposal.id }, `takes “${titleOf(proposal)}” back`);
  }

  private async invite(device: Device): Promise<void> {
    const uses = this.#dice.weighted({ 1: 2, 2: 2, 3: 2, 6: 1 });
    const given = await this.#does(
      device,
      'invite',
      { uses: Number(uses), expires: this.#dice.pick(['5m', '2h', '7d', '7d', '7d', '7d']) },
      `invites up to ${uses}`,
    );
    const { id, invitation: letter } = (given ?? {}) as { id?: string; invitation?: string };
    if (id !== undefined && letter !== undefined) this.#world.invitations.push({ id, letter, inviter: device });
  }

  private revoke(device: Device): void {
    const given = this.#dice.pick(this.#world.invitations);
    if (given !== undefined) void this.#does(device, 'revoke', { id: given.id }, 'takes an invitation back');
  }

  /** Whoever cheats has changed their device: at times it does what no honest device does. */
  private async cheat(): Promise<void> {
    const world = this.#world;
    const device = world.devices.find(({ name, isMember, isLost }) => name === world.cheater && isMember && !isLost);
    const { seat } = device ?? {};
    const mischief = this.#dice.pick(MISCHIEF);
    const hasWritten = seat?.record.scope('record').some(({ opening }) => opening.device === seat.device);
    if (device === undefined || !seat || !hasWritten || mischief === undefined) return;
    world.cheating.add(seat.device);
    try {
      const done = await mischief.act(new Scene(world, device, seat, this.#mischief));
      if (done === null) return;
      world.story.count(`mischief: ${mischief.name}`);
      world.story.tell(`${device.name}'s device, which was changed, ${done}.`);
    } catch (error) {
      if (!(error instanceof OperatingError)) world.faults.push(`mischief: ${error instanceof Error ? error.stack : error}`);
    }
  }

  /** Whoever is alone backs nothing up: the new device would know nobody who came since. */
  private async backUp(device: Device, seat: Seat): Promise<void> {
    if ((seat.cell.charter?.members.size ?? 0) < 2) return;
    const file = `backup ${this.deeds}`;
    const made = (await this.#does(device, 'backup', { file }, 'makes a backup')) as { words: string | null } | undefined;
    // Words that were shown once open all later backups, too.
    const words = made?.words ?? this.#world.backups.findLast((other) => other.device === device)?.words;
    if (made !== undefined && words !== undefined) this.#world.backups.push({ file, words: this.#write(words), device });
  }

  /** Somebody's device is lost, and they restore their newest backup on another one. */
  private async lose(): Promise<void> {
    const world = this.#world;
    const backup = world.backups[world.backups.length - 1];
    if (backup === undefined || backup.device.isLost || !backup.device.isMember) return;
    const { device: lost, file, words } = backup;
    // Two who both come from backups that lack the epochs of the other cannot read how either was linked: somebody has to have been there all the time.
    if (!world.devices.some((other) => other !== lost && other.isMember && !other.isRestored)) return;
    lost.isLost = true;
    await lost.crash();
    // What had not left it is gone with it.
    world.saved = world.saved.filter(({ place }) => place !== lost.place);
    world.story.count('device lost');
    world.story.tell(`${lost.name}'s device is lost for good.`);
    const device = world.add(lost.name);
    device.isRestored = true;
    lost.lend(device, file);
    world.timeline.after(3000, () => {
      if (device.peer !== null) void this.#does(device, 'restore', { file, words }, 'restores a backup on another device');
    });
  }

  /** What nobody may, or what makes no sense: it has to be refused, and to change nothing. */
  private slip(device: Device, seat: Seat): void {
    const proposal = this.#dice.pick(this.#proposals(seat));
    const strange = this.#dice.pick([...seat.cell.decisions.proposals.values()].filter(({ proposer }) => proposer !== seat.member));
    const decided = this.#dice.pick(
      [...seat.cell.decisions.proposals.values()].filter((one) => one.proposer === seat.member && isCertified(one, seat)),
    );
    const withdrawn = this.#dice.pick([...seat.cell.decisions.proposals.values()].filter((one) => one.withdrawn !== null));
    const others = this.#messageOf(seat, ({ author }) => author !== seat.member);
    const gone = this.#messageOf(seat, ({ author, takenBack }) => author === seat.member && takenBack !== null);
    const title = this.#write(this.#words.title());
    const slips: (readonly [verb: string, input: object])[] = [
      ['say', { text: '  ' }],
      ['propose', { title: ' ' }],
      ['propose', { title, effect: { kind: 'fly' } }],
      ['propose', { title, effect: { kind: 'admit' } }],
      ['propose', { title, effect: { kind: 'agreement', setting: 'quorum', value: '3/2' } }],
      ['propose', { title, effect: { kind: 'agreement', setting: 'respondWithin', value: '9999w' } }],
      ['amend', { id: 'ffffffff', text: title }],
      ['join', { invitation: this.#world.invitations[0]?.letter ?? 'moot:', as: device.name }],
      ['join', { invitation: 'moot:abc', as: device.name }],
    ];
    if (proposal !== undefined) slips.push(['respond', { id: proposal.id, response: 'object' }]);
    if (strange !== undefined) slips.push(['amend', { id: strange.id, text: title }], ['withdraw', { id: strange.id }]);
    if (decided !== undefined) slips.push(['amend', { id: decided.id, text: title }], ['withdraw', { id: decided.id }]);
    if (withdrawn !== undefined) slips.push(['respond', { id: withdrawn.id, response: 'consent' }]);
    if (others !== undefined) slips.push(['unsay', { id: others.id }], ['edit', { id: others.id, text: title }]);
    if (gone !== undefined) slips.push(['edit', { id: gone.id, text: title }]);
    const [verb, input] = this.#dice.pick(slips) as readonly [string, object];
    void this.#does(device, verb, input, `has Moot ${verb} something strange`);
  }

  /** Somebody who is not in the cell takes an invitation that they were given. */
  #join(): void {
    const world = this.#world;
    const outside = world.devices.filter(({ peer }) => peer?.cells.every(({ joining }) => joining !== null && joining.refused !== null));
    const device = this.#dice.pick(outside);
    const given = this.#dice.pick(world.invitations.slice(-4));
    if (device === undefined || given === undefined) return;
    if (!given.inviter.isOn || world.wires.areParted(given.inviter.place, device.place))
      world.story.count('knock while the inviter is away');
    // Whoever was refused for their name takes another one.
    const [refused] = device.peer?.cells ?? [];
    const name = refused?.joining?.refused === 'name-taken' ? `${device.name} ${this.#dice.between(2, 99)}` : device.name;
    this.#write(name);
    const damaged = this.#dice.chance(0.03);
    if (refused?.joining?.refused === 'not-admitted') world.story.count('refused: not-admitted');
    void this.#does(device, 'join', { invitation: damaged ? given.letter.slice(0, -3) : given.letter, as: name }, `knocks as ${name}`);
  }

  #respond(device: Device, proposal: Proposal, response: ResponseKind): void {
    const reason = response === 'object' || response === 'question' || this.#dice.chance(0.2) ? this.#write(this.#words.reason()) : '';
    const sentence = `${SENTENCES[response]} “${titleOf(proposal)}”${reason === '' ? '' : `: “${reason}”`}`;
    void this.#does(device, 'respond', { id: proposal.id, response, reason }, sentence);
  }

  /** Tells of it once it is done, or refused. @returns what it gave; undefined when it was refused */
  async #does(device: Device, verb: string, input: object, sentence: string): Promise<unknown> {
    const { story, faults } = this.#world;
    this.deeds++;
    try {
      const answer = await device.does(verb, input);
      if (answer.ok) {
        story.count(verb);
        story.tell(`${device.name} ${sentence}.`);
        this.#world.saved.push({ who: device.name, place: device.place, verb, input: { ...input }, value: answer.value as Saved['value'] });
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

  /** Mostly as agreed. */
  #within(): { readonly within?: string } {
    return this.#dice.chance(0.2) ? { within: this.#dice.pick(LONGER) as string } : {};
  }

  #write(text: string): string {
    this.#world.written.add(text);
    return text;
  }

  #messageOf(seat: Seat, fits: (message: Message) => boolean): Message | undefined {
    const { messages } = new SeatDesk(seat, 0).state(talk);
    return this.#dice.pick([...messages.values()].filter(fits));
  }

  /** Proposals that ask for an answer. */
  #proposals(seat: Seat): Proposal[] {
    return [...seat.cell.decisions.proposals.values()].filter(({ withdrawn }) => withdrawn === null);
  }

  #answerOf(proposal: Proposal, seat: Seat): ResponseKind | undefined {
    return answerOf(proposal, seat.member as string);
  }
}

function answerOf(proposal: Proposal, member: string): ResponseKind | undefined {
  return standingAnswer(currentVersion(proposal), member, null)?.response;
}

function isCertified(proposal: Proposal, { cell }: Seat): boolean {
  return proposal.versions.some(({ id }) => (cell.power?.certificates(id).length ?? 0) > 0);
}

function titleOf(proposal: Proposal): string {
  return currentVersion(proposal).content.title;
}
