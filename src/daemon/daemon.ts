import type { Clock } from '../ports/clock.ts';
import { OperatingError } from '../ports/errors.ts';
import type { Random } from '../ports/random.ts';
import { enterLink, makeApp } from './app.ts';
import { readDaemonFile, writeDaemonFile } from './daemon-file.ts';
import { Entrance, type KeptSession } from './entrance.ts';
import { type PageFiles, readPage } from './page-files.ts';
import { type LocalServer, listen } from './server.ts';
import type { Service } from './service.ts';
import { readSessions, writeSessions } from './sessions-file.ts';
import { texts } from './texts.ts';
import { VERSION } from './version.ts';

/** What a daemon works with. */
export interface DaemonParts {
  /** Its home is open, and belongs to this process. */
  readonly service: Service;
  /** The port wanted; null for the one used last, or a free one. */
  readonly port: number | null;
  readonly clock: Clock;
  /** The page; unless given, as it was built, if it was. */
  readonly page?: PageFiles | null;
  readonly random: Random;
  log(line: string): void;
}

/** The local side of Moot, at work. */
export interface Daemon {
  readonly port: number;
  /** A fresh link that lets a browser in, once. */
  makeLink(): string;
  /** Stops answering. The service stays open: it belongs to the caller. */
  close(): Promise<void>;
}

/** Starts serving a service on loopback, and tells the CLI by a file in the home. Rejects with `PortTaken`, or the disk's errors. */
export async function startDaemon({ service, page = readPage(), port, clock, random, log }: DaemonParts): Promise<Daemon> {
  const server = port === null ? await listenAsBefore(service.place, log) : await listen(port);
  try {
    let kept = Promise.resolve();
    const keep = (sessions: readonly KeptSession[]): void => {
      kept = kept.then(() => writeSessions(service.place, sessions)).catch((error: unknown) => log(String(error)));
    };
    const entrance = new Entrance(clock, random, { sessions: await readSessions(service.place), keep });
    server.serve(makeApp({ service, entrance, clock, random, page, port: server.port, log }));
    await writeDaemonFile(service.place, { port: server.port, running: { token: entrance.token, pid: process.pid, version: VERSION } });
    return {
      port: server.port,
      makeLink: () => enterLink(server.port, entrance),
      async close() {
        await server.close();
        // Sessions that were used since have become longer.
        keep(entrance.sessions);
        await kept;
        await writeDaemonFile(service.place, { port: server.port, running: null });
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The port stays the same from start to start, so that an address that somebody has kept stays good. */
async function listenAsBefore(place: string, log: (line: string) => void): Promise<LocalServer> {
  const kept = (await readDaemonFile(place))?.port;
  if (kept === undefined) return listen(0);
  try {
    return await listen(kept);
  } catch (error) {
    if (!(error instanceof OperatingError)) throw error;
    log(texts['daemon.kept-port-taken'].replace('{port}', String(kept)));
    return listen(0);
  }
}
