import type { Device } from './device.ts';
import type { Dice } from './dice.ts';
import { HABITS } from './habits/all.ts';
import { join, joinsOften } from './habits/inviting.ts';
import { Member, Person } from './habits/person.ts';
import { SHORT_RETENTIONS, TIMES } from './habits/proposing.ts';
import { Words } from './words.ts';
import type { World } from './world.ts';

/** The people of a world: they do at random what people do, and at times what nobody may. */
export class People {
  readonly #world: World;
  #dice: Dice;
  readonly #words: Words;

  constructor(world: World) {
    this.#world = world;
    this.#dice = world.dice.for('people');
    this.#words = new Words((items) => this.#dice.pick(items));
  }

  /** Somebody founds a cell and, mostly, decides at once that there is less time to respond than a week; at times, that voices can be given. */
  async found(device: Device, name: string): Promise<void> {
    const founder = new Person(this.#world, device, this.#dice, this.#words);
    founder.write(name);
    await founder.does('found', { name, as: device.name }, `founds the cell “${name}”`);
    if (!this.#dice.chance(0.15)) await this.#agree(founder, 'respondWithin', this.#dice.pick(TIMES), 'proposes to be quicker');
    // Whoever is alone has to ask nobody; later many would have to agree.
    if (this.#world.forgets) await this.#agree(founder, 'retention', this.#dice.pick(SHORT_RETENTIONS), 'proposes to forget soon');
    if (this.#world.givesVoices) await this.#agree(founder, 'delegation', '2', 'proposes that one person can speak for two others');
  }

  async #agree(founder: Person, setting: string, value: string | undefined, sentence: string): Promise<void> {
    const title = founder.write(this.#words.title());
    const proposed = (await founder.does('propose', { title, effect: { kind: 'agreement', setting, value } }, sentence)) as { id: string };
    await founder.does('respond', { id: proposed.id, response: 'consent' }, 'consents to that');
  }

  /** Somebody does something. @param gathering whether the group is still coming together @param dice of this step */
  act(gathering: boolean, dice: Dice): void {
    const [world, words] = [this.#world, this.#words];
    this.#dice = dice;
    const often = Object.fromEntries(HABITS.map((habit) => [habit.name, habit.often(world, gathering)]));
    const name = dice.weighted({ ...often, join: joinsOften(gathering) });
    if (name === 'join') {
      join(world, dice, words);
      return;
    }
    const device = dice.pick(world.devices.filter(({ isMember }) => isMember));
    const seat = device?.seat;
    if (device === undefined || !seat) {
      // A world in which nobody can do anything comes to its end all the same.
      world.deeds++;
      return;
    }
    void HABITS.find((habit) => habit.name === name)?.act(new Member(new Person(world, device, dice, words), seat));
  }
}
