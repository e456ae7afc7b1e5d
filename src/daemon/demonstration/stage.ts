import { Hono } from 'hono';
import type { Demonstration, DemonstrationParts } from '../../demonstration/demonstration.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { apiRoutes } from '../api-routes.ts';
import { backupRoutes } from '../backup-routes.ts';
import { EventStreams } from '../event-stream.ts';
import { sendProblem } from '../gate.ts';
import { requestProblem } from '../problem.ts';
import type { Service } from '../service.ts';
import { demonstrationService } from './demonstration-service.ts';

/** A demonstration that nobody has looked at for so long ends by itself, in milliseconds. */
export const FORGOTTEN_MS = 10 * 60_000;

/** What opens a demonstration. */
export type OpenDemonstration = (parts: DemonstrationParts) => Promise<Demonstration>;

/** What a stage works with. */
export interface StageParts {
  /** The service of this device: the demonstration offers the same. */
  readonly service: Service;
  readonly clock: Clock;
  readonly random: Random;
  readonly open?: OpenDemonstration;
  log(line: string): void;
}

/** What a demonstration consists of is loaded only where somebody looks around. */
const openLater: OpenDemonstration = async (parts) => (await import('../../demonstration/demonstration.ts')).openDemonstration(parts);

interface Playing {
  readonly demonstration: Demonstration;
  readonly streams: EventStreams;
  readonly api: Hono;
}

/** Where the demonstration is given: one at a time on this device, from when somebody asks for it until they leave or forget it. */
export class Stage {
  readonly #parts: StageParts;
  #playing: Playing | null = null;
  #lastAsked = 0;
  #callOff = (): void => {};
  /** Beginning and ending happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: StageParts) {
    this.#parts = parts;
  }

  /** Begins a demonstration, or stays with the one that there is. */
  begin(): Promise<void> {
    return this.#inTurn(async () => {
      this.#lastAsked = this.#parts.clock.now();
      this.#playing ??= await this.#open();
    });
  }

  /** Ends the demonstration. Nothing of it is kept. */
  end(): Promise<void> {
    return this.#inTurn(async () => {
      const playing = this.#playing;
      this.#playing = null;
      this.#callOff();
      playing?.streams.close();
      await playing?.demonstration.close();
    });
  }

  /** Answers a request to the demonstration's API, with its path as the API has it. */
  async answer(request: Request): Promise<Response> {
    this.#lastAsked = this.#parts.clock.now();
    return this.#playing === null ? OVER.fetch(request) : this.#playing.api.fetch(request);
  }

  async #open(): Promise<Playing> {
    const { service, clock, random, log, open = openLater } = this.#parts;
    const demonstration = await open({ clock, random, log });
    const own = demonstrationService(service, demonstration);
    const streams = new EventStreams(own, clock);
    const api = new Hono().route('/', backupRoutes(own, log)).route('/', apiRoutes(own, streams, log));
    this.#watch();
    return { demonstration, streams, api };
  }

  #watch(): void {
    const { clock, log } = this.#parts;
    this.#callOff = clock.after(FORGOTTEN_MS, () => {
      const isForgotten = this.#playing?.streams.count === 0 && clock.now() - this.#lastAsked >= FORGOTTEN_MS;
      if (isForgotten) this.end().catch((error: unknown) => log(String(error)));
      else this.#watch();
    });
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

/** Answers whoever still asks for a demonstration that has ended. */
const OVER = new Hono().all('*', (c) => sendProblem(c, requestProblem(404, 'request.demonstration-over')));
