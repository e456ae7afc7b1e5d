import { memoryHome } from '../../src/adapters/memory/home.ts';
import { systemFiles } from '../../src/adapters/system/files.ts';
import { accept } from '../../src/bytes/verdict.ts';
import { LEAST_PASSPHRASE_COST } from '../../src/crypto/passphrase.ts';
import { enterLink, makeApp } from '../../src/daemon/app.ts';
import { AutoLock } from '../../src/daemon/auto-lock.ts';
import { lookAtCells } from '../../src/daemon/doctor/cell-findings.ts';
import { DOCTOR } from '../../src/daemon/doctor/doctor.ts';
import { STORAGE } from '../../src/daemon/doctor/storage.ts';
import { Entrance } from '../../src/daemon/entrance.ts';
import { SERVICE } from '../../src/daemon/login/service-task.ts';
import { SERVICE_TEXTS } from '../../src/daemon/open-service.ts';
import { readPage } from '../../src/daemon/page-files.ts';
import { serviceOf } from '../../src/daemon/peer-service.ts';
import { listen } from '../../src/daemon/server.ts';
import type { Task } from '../../src/daemon/service.ts';
import { VERSION } from '../../src/daemon/version.ts';
import type { Surroundings } from '../../src/demonstration/person.ts';
import { OPERATIONS } from '../../src/peer/operations.ts';
import { Peer } from '../../src/peer/peer.ts';

/** A peer whose page can be looked at. */
export interface Household {
  readonly origin: string;
  /** A fresh link to the page. */
  link(): Promise<string>;
  close(): Promise<void>;
}

/** What a device says of its home, its system and its login, where all of it lies in memory: the same each time. */
function tasksOfDevice(peer: Peer): readonly Task[] {
  const findings = () => lookAtCells(peer);
  return [
    { ...DOCTOR, run: async () => accept({ good: findings().every(({ state }) => state === 'good'), findings: findings() }) },
    { ...STORAGE, run: async () => accept({ version: VERSION, place: '/home/lena/.local/share/moot', used: 41e6, free: 212e9 }) },
    {
      ...SERVICE,
      run: async () =>
        accept({
          state: 'off',
          reason: null,
          plan: { by: 'systemd', where: '/home/lena/.config/systemd/user/moot.service', text: '' },
          command: 'node bootstrap/moot.js start --no-open',
        }),
    },
  ];
}

/** Serves the page of a peer, as its daemon would. */
export async function serve(peer: Peer, { clock, random, log }: Surroundings): Promise<Household> {
  const server = await listen(0);
  const entrance = new Entrance(clock, random);
  const service = serviceOf(peer, OPERATIONS, SERVICE_TEXTS, tasksOfDevice(peer), new AutoLock(peer, clock));
  server.serve(makeApp({ service, entrance, clock, random, page: readPage(), port: server.port, log }));
  return {
    origin: `http://127.0.0.1:${server.port}`,
    link: async () => enterLink(server.port, entrance),
    close: () => server.close(),
  };
}

/** A device on which Moot has never been. */
export function newPeer({ hub, clock, random, log }: Surroundings): Promise<Peer> {
  return Peer.open({
    home: memoryHome(),
    clock,
    random,
    files: systemFiles,
    openNetwork: hub.open,
    listen: [],
    lan: true,
    passphraseCost: LEAST_PASSPHRASE_COST,
    log,
  });
}
