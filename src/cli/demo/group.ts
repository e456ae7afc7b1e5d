import type { CellStatus } from '../../peer/standing.ts';
import type { DecisionView } from '../../practices/decisions/view.ts';
import type { Page } from './page.ts';
import type { Person } from './person.ts';
import { stage } from './texts.ts';

/** How somebody responds, as the story tells it. */
export type Response = 'consent' | 'concern' | 'object';

/** The members so far. Whatever one of them does is told once the devices of all show it. */
export class Group {
  readonly members: Person[] = [];
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until what an operation shows is so on every device. @returns what it shows the member who came last */
  async see<Output>(operation: string, input: object, isSo: (shown: Output) => boolean): Promise<Output> {
    const shown = await Promise.all(this.members.map((member) => member.sees<Output>(operation, input, isSo)));
    return shown.at(-1) as Output;
  }

  /** Waits until a decision is so on every device. */
  seeDecision(id: string, isSo: (decision: DecisionView) => boolean): Promise<DecisionView> {
    return this.see('decision', { id }, isSo);
  }

  /** Waits until every device is linked with every other, and both have all that there is. @returns how many entries that is */
  async exchange(): Promise<number> {
    const others = this.members.length - 1;
    const { cells } = await this.see<{ cells: readonly CellStatus[] }>('status', {}, ({ cells: [cell] }) => {
      return cell !== undefined && cell.peers.filter(({ inSync }) => inSync).length === others;
    });
    return cells[0]?.entries ?? 0;
  }

  /** Somebody says where they stand. */
  async respond(member: Person, id: string, response: Response, reason = ''): Promise<void> {
    await member.does('respond', { id, response, reason });
    const isHeard = (one: DecisionView['responses'][number]) => one.member === member.name && one.response === response;
    const { heard } = await this.seeDecision(id, ({ responses }) => responses.some(isHeard));
    const text = response === 'consent' && reason !== '' ? stage['response.consent-because'] : stage[`response.${response}`];
    this.page.line(member.name, text, { reason, count: heard.count, of: heard.of });
  }

  /** These consent, one after the other. Told in one line. */
  async consent(id: string, members: readonly Person[]): Promise<void> {
    for (const member of members) await member.does('respond', { id, response: 'consent', reason: '' });
    const names = members.map(({ name }) => name);
    const { heard } = await this.seeDecision(id, ({ responses }) =>
      names.every((name) => responses.some(({ member, response }) => member === name && response === 'consent')),
    );
    this.page.line('', stage['stuck.consent'], { names: inWords(names), count: heard.count, of: heard.of });
  }

  /** Waits until a decision has taken effect on every device, and tells by whose word. */
  async seeEffect(id: string): Promise<void> {
    const { certificate, needed } = await this.seeDecision(id, ({ state }) => state === 'in-effect');
    const names = (certificate?.attestations ?? []).map(({ member }) => member).sort();
    const text = names.length === 1 ? stage['effect.one'] : stage['effect.certified'];
    this.page.line('', text, { names: inWords(names), needed });
  }
}

/** Names as one says them: `Ana, Bo and Cy`. */
export function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join() : names.slice(0, -1).join(', ') + stage.and + names.at(-1);
}
