import type { Id } from '../bytes/id.ts';
import type { Chain } from './chain.ts';

/** The chains that are here, each by what it is asked for: its log id, or the key of its story. */
export class Chains extends Map<Id, Chain> {
  readonly #families = new Map<Id, Chain[]>();
  readonly #scopes = new Map<string, Chain[]>();
  readonly #ofDevices = new Map<Id, number>();

  /** Takes a chain that begins. */
  begin(chain: Chain): void {
    const { device } = chain.opening;
    this.set(chain.logId, chain);
    this.#families.set(chain.rootId, [...this.ofLog(chain.rootId), chain]);
    this.#ofDevices.set(device, (this.#ofDevices.get(device) ?? 0) + 1);
    const scope = this.#scopes.get(chain.scope);
    if (scope === undefined) this.#scopes.set(chain.scope, [chain]);
    else scope.push(chain);
  }

  /** The chains of a log: itself, and stories that came second here. */
  ofLog(log: Id): readonly Chain[] {
    return this.#families.get(log) ?? [];
  }

  /** The chains of one scope, by their place. */
  ofScope(scope: string): readonly Chain[] {
    return this.#scopes.get(scope) ?? [];
  }

  /** The scopes of which there is anything, each with its chains. */
  get scopes(): ReadonlyMap<string, readonly Chain[]> {
    return this.#scopes;
  }

  /** How many chains there are of each device that has any. */
  get ofDevices(): ReadonlyMap<Id, number> {
    return this.#ofDevices;
  }

  /** Lets go of a scope. @returns its chains */
  dropScope(scope: string): readonly Chain[] {
    const chains = this.ofScope(scope);
    for (const { logId, rootId, opening } of chains) {
      this.delete(logId);
      this.#families.delete(rootId);
      const left = (this.#ofDevices.get(opening.device) ?? 0) - 1;
      if (left > 0) this.#ofDevices.set(opening.device, left);
      else this.#ofDevices.delete(opening.device);
    }
    this.#scopes.delete(scope);
    return chains;
  }
}
