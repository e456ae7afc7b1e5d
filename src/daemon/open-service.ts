import { systemClock } from '../adapters/system/clock.ts';
import { systemFiles } from '../adapters/system/files.ts';
import { systemHome } from '../adapters/system/home.ts';
import { systemLoginStart } from '../adapters/system/login/system-login-start.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { sendingThreads } from '../adapters/thread/forerunner.ts';
import { OPERATIONS } from '../peer/operations.ts';
import { Peer } from '../peer/peer.ts';
import { PEER_TEXTS } from '../peer/texts.ts';
import type { OpenNetwork } from '../ports/network.ts';
import type { Texts } from '../practices/practice.ts';
import { TEXTS } from '../practices/registry.ts';
import { ACTIVE, AutoLock, IDLE } from './auto-lock.ts';
import { DIAGNOSIS, diagnosis } from './doctor/diagnosis.ts';
import { DOCTOR, doctor } from './doctor/doctor.ts';
import { STORAGE, storage } from './doctor/storage.ts';
import { SERVICE, serviceTask } from './login/service-task.ts';
import { texts as login } from './login/texts.ts';
import { serviceOf } from './peer-service.ts';
import { type Service, type TaskCard, taskCard } from './service.ts';
import { texts } from './texts.ts';

/** All words that a service has. */
export const SERVICE_TEXTS: Texts = { ...TEXTS, ...PEER_TEXTS, ...texts, ...login };

/** All that a service offers, known before any home is open. */
export const TASK_CARDS: readonly TaskCard[] = [...OPERATIONS, IDLE, ACTIVE, DOCTOR, STORAGE, DIAGNOSIS, SERVICE].map((one) =>
  taskCard(one, SERVICE_TEXTS),
);

/** How a service meets other devices. */
export interface NetworkWish {
  /** Multiaddrs in place of all interfaces; empty: all. */
  readonly listen: readonly string[];
  readonly lan: boolean;
}

/** A service with the home that it holds. */
export interface OpenService {
  readonly service: Service;
  /** Opens the keyring by a passphrase that lies at hand for this: it then stays open, however long nobody uses it. */
  unlock(passphrase: string): ReturnType<Peer['unlock']>;
  /** Ends it, and gives the home free. */
  close(): Promise<void>;
}

/** Loading what a network takes costs as much time as all the rest, and a locked device needs none yet. */
const openNetworkLater: OpenNetwork = async (options, user) => (await import('../adapters/libp2p/network.ts')).openNetwork(options, user);

/**
 * Opens the home at `place` in this process.
 * @param network null: meets nobody, and does not load what that takes
 * Rejects with `HomeInUse`, `NoAccess`, `DiskFull`, `DiskFailing`.
 */
export async function openService(place: string, network: NetworkWish | null, log: (line: string) => void): Promise<OpenService> {
  const home = await systemHome(place);
  try {
    const openNetwork = network === null ? null : openNetworkLater;
    const { listen, lan } = network ?? { listen: [], lan: false };
    const loginStart = systemLoginStart({ place: home.place, listen, lan, port: null });
    const parts = { home, clock: systemClock, random: systemRandom, files: systemFiles, openNetwork, listen, lan, log };
    const peer = await Peer.open({ ...parts, sending: sendingThreads });
    const autoLock = new AutoLock(peer, systemClock);
    return {
      service: serviceOf(
        peer,
        OPERATIONS,
        SERVICE_TEXTS,
        [doctor(home, peer), storage(home.place), diagnosis(home, peer), serviceTask(loginStart)],
        autoLock,
      ),
      async unlock(passphrase) {
        const unlocked = await peer.unlock(passphrase);
        if (unlocked.ok) autoLock.stayOpen();
        return unlocked;
      },
      async close() {
        autoLock.close();
        await peer.close();
        await home.close();
      },
    };
  } catch (error) {
    await home.close();
    throw error;
  }
}
