import type { Id } from '../../bytes/id.ts';
import type { ResponseKind } from '../../cell/actions.ts';
import type { DecisionView } from '../../practices/decisions/view.ts';
import { fill } from '../../practices/wording.ts';
import { type People, SPEAKERS, type Speaker } from '../people.ts';
import { words } from '../words.ts';
import { answers, type ReasonKind, reasons } from './answers.ts';
import type { Plans } from './plans.ts';
import { responsesTo, TURNS } from './rounds.ts';
import type { Voice } from './voice.ts';
import { voteOn } from './votes.ts';

/** How long people take, in milliseconds: to answer a question, to amend, to respond one after the other, to be content without an answer. */
const PACE = { answer: 8_000, amend: 11_000, respond: 4_000, next: 2_500, patience: 40_000, afterAnswer: 5_000, word: 6_000 };

/** The decisions that are open, and what people do about them once the visitor has. */
export class RoundsOfAll {
  readonly #people: People;
  readonly #plans: Plans;
  readonly #voice: Voice;
  readonly #emreIsNeeded: () => void;
  /** Proposals of the visitor, in the order in which they were seen. */
  readonly #proposals: Id[] = [];
  /** Members by name, with their ids. */
  #members: ReadonlyMap<string, Id> = new Map();

  constructor(people: People, plans: Plans, voice: Voice, emreIsNeeded: () => void) {
    this.#people = people;
    this.#plans = plans;
    this.#voice = voice;
    this.#emreIsNeeded = emreIsNeeded;
  }

  /** Learns who is in it. */
  async begin(): Promise<void> {
    const people = await this.#people.ana.does('people', {});
    this.#members = new Map(people.filter(({ state }) => state === 'member').map(({ name, id }) => [name, id]));
  }

  isMember(who: Speaker): boolean {
    return this.#members.has(this.#people[who].name);
  }

  /** Looks at what is open, as Ana's device has it, and plans what follows. */
  async look(): Promise<void> {
    await this.begin();
    for (const decision of await this.#people.ana.does('decisions', { state: 'open' })) this.#consider(decision);
  }

  #consider(decision: DecisionView): void {
    const visitor = this.#people.visitor.name;
    this.#answerQuestions(decision);
    if (decision.proposer === visitor && decision.method.name !== 'consent') this.#voteForVisitor(decision);
    else if (decision.proposer === visitor && !isAdmission(decision)) this.#respondToVisitor(decision);
    else if (decision.draw !== null) this.#drawWithVisitor(decision);
    else this.#respondWithVisitor(decision);
  }

  /** The visitor's own proposal: each comes to it in turn. */
  #respondToVisitor(decision: DecisionView): void {
    if (!this.#proposals.includes(decision.id)) this.#proposals.push(decision.id);
    this.#emreIsNeeded();
    const { title, text, version } = decision;
    const effects = decision.effects.map(({ kind }) => kind);
    const objected = this.#speakers(
      decision.versions.flatMap(({ responses }) => responses.filter(({ response }) => response === 'object')),
    );
    const settings = decision.effects.map(({ setting }) => String(setting ?? ''));
    const before = this.#proposals.indexOf(decision.id);
    for (const { who, response, reason, after } of responsesTo({ title, text, version, effects, settings, before, objected })) {
      if (!this.isMember(who) || this.#isAbout(decision, who)) continue;
      this.#respond(decision, who, response, reason, after);
      if (response === 'question') this.#settleAfterQuestion(decision, who, after);
    }
  }

  /** Whether it is decided about them: then they are not asked. */
  #isAbout({ effects }: DecisionView, who: Speaker): boolean {
    return effects.some(({ member }) => member === this.#members.get(this.#people[who].name));
  }

  /** The visitor asks in another way: each votes in turn, and where they are asked for advice they give it. */
  #voteForVisitor(decision: DecisionView): void {
    this.#emreIsNeeded();
    const { name, ask } = decision.method;
    for (const [turn, [who, after]] of TURNS.entries()) {
      if (!this.isMember(who)) continue;
      if (name === 'advice' && !ask.some(({ member }) => member === this.#people[who].name)) continue;
      const choice = voteOn(decision.method, turn);
      if (choice !== null) this.#vote(decision, who, choice, name === 'advice' ? 'advice' : null, after);
    }
  }

  /** A draw waits for Emre, whose device is off, and for the visitor: once one has agreed the other comes. */
  #drawWithVisitor(decision: DecisionView): void {
    const { visitor, emre } = this.#people;
    const said = decision.ballots.find(({ member }) => member === visitor.name)?.said;
    if (said === 'object') this.#talkAboutObjection(decision);
    if (said !== 'agree') return;
    if (!emre.isOn) this.#emreIsNeeded();
    this.#vote(decision, 'emre', 'agree', null, PACE.respond);
  }

  #vote({ id, hash }: DecisionView, who: Speaker, choice: string, why: ReasonKind | null, after: number): void {
    const person = this.#people[who];
    this.#plans.once(`vote ${hash} ${who}`, after, async () => {
      if (!person.isOn) return false;
      const seen = await person.tries('decision', { id });
      if (!seen.ok || seen.value.hash !== hash) return seen.ok && seen.value.version > 1;
      if (seen.value.state !== 'open' || seen.value.ballots.some(({ member }) => member === person.name)) return true;
      const reason = why === null ? '' : this.#voice.one(reasons[why]);
      return (await person.tries('vote', { id, choice, reason })).ok;
    });
  }

  /** Whoever asked is content with an answer, and after a while without one. */
  #settleAfterQuestion(decision: DecisionView, who: Speaker, asked: number): void {
    const question = decision.questions.find((one) => one.member === this.#people[who].name);
    if (question !== undefined && question.answers.length > 0)
      this.#respond(decision, who, 'consent', 'answered', PACE.afterAnswer, 'answered');
    this.#respond(decision, who, 'concern', 'concern-unanswered', asked + PACE.patience, 'unanswered');
  }

  /** What somebody else has proposed: the others wait for the visitor's word, and take it up. */
  #respondWithVisitor(decision: DecisionView): void {
    const visitor = this.#people.visitor.name;
    const said = decision.responses.find(({ member }) => member === visitor);
    const isAmended = decision.version > 1;
    if (said?.response === 'object') {
      this.#integrate(decision, isAmended);
      return;
    }
    if (said === undefined && !isAmended) return;
    if (decision.heard.unheard.includes(this.#people.emre.name)) this.#emreIsNeeded();
    const reason = isAdmission(decision) ? 'consent-admission' : 'consent';
    SPEAKERS.filter((who) => decision.heard.unheard.includes(this.#people[who].name)).forEach((who, at) => {
      this.#respond(decision, who, 'consent', reason, PACE.respond + at * PACE.next);
    });
  }

  /** The visitor objects: whoever proposed it takes the objection up, once by other words, and a second time by taking it back. */
  #integrate(decision: DecisionView, isAmended: boolean): void {
    const { id, title, text, proposer } = decision;
    const who = SPEAKERS.find((one) => this.#people[one].name === proposer);
    if (who === undefined) return;
    const person = this.#people[who];
    if (title === words['five-days.title'] && !isAmended) {
      const amended = `${text}\n\n${this.#voice.one(reasons.amendment)}`;
      this.#plans.once(`amend ${id}`, PACE.amend, async () => (await person.tries('amend', { id, text: amended })).ok);
    } else if (title === words['five-days.title']) {
      this.#plans.once(`withdraw ${id}`, PACE.amend, async () => (await person.tries('withdraw', { id })).ok);
      this.#say(`withdrawn ${id}`, who, answers['taken-back'], title);
    } else this.#talkAboutObjection(decision);
  }

  #talkAboutObjection({ id, title, proposer, version }: DecisionView): void {
    const who = SPEAKERS.find((one) => this.#people[one].name === proposer);
    if (who !== undefined) this.#say(`objection ${id} ${version}`, who, answers['about-objection'], title);
  }

  #say(what: string, who: Speaker, ways: readonly string[], title: string): void {
    const text = fill(this.#voice.one(ways), { title });
    this.#plans.once(what, PACE.amend + PACE.word, async () => (await this.#people[who].tries('say', { text })).ok);
  }

  /** The visitor asks, and whoever knows answers. */
  #answerQuestions(decision: DecisionView): void {
    const { visitor } = this.#people;
    if (decision.proposer === visitor.name) return;
    for (const { id, member, answers: given } of decision.questions) {
      if (member !== visitor.name || given.length > 0) continue;
      const [who, kind] = this.#whoKnows(decision);
      const text = this.#voice.one(reasons[kind]);
      this.#plans.once(`answer ${id}`, PACE.answer, async () => (await this.#people[who].tries('answer', { id, text })).ok);
    }
  }

  #whoKnows(decision: DecisionView): readonly [Speaker, ReasonKind] {
    if (isAdmission(decision)) return ['cy', 'answer-admission'];
    if (decision.title === words['five-days.title']) return ['bo', 'answer-five-days'];
    return decision.title === words['sundays.title'] ? ['cy', 'answer-sundays'] : ['ana', 'answer'];
  }

  /** Somebody will say where they stand on this version, once; who has done so meanwhile does not do it again. */
  #respond({ id, hash }: DecisionView, who: Speaker, response: ResponseKind, reason: ReasonKind, after: number, why = ''): void {
    const person = this.#people[who];
    this.#plans.once(`respond ${hash} ${who} ${why}`, after, async () => {
      if (!person.isOn) return false;
      const seen = await person.tries('decision', { id });
      if (!seen.ok || seen.value.hash !== hash) return seen.ok && seen.value.version > 1;
      if (seen.value.state !== 'open' || seen.value.responses.some(({ member }) => member === person.name)) return true;
      return (await person.tries('respond', { id, response, reason: this.#voice.one(reasons[reason]) })).ok;
    });
  }

  #speakers(said: readonly { readonly member: string }[]): readonly Speaker[] {
    return SPEAKERS.filter((who) => said.some(({ member }) => member === this.#people[who].name));
  }
}

function isAdmission({ effects }: DecisionView): boolean {
  return effects.some(({ kind }) => kind === 'admit');
}
