import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Contender, Replica } from './contender.ts';
import { Stopwatch, sharesOf, textOf } from './work.ts';

/** The least that can take part: a file with a line for each entry, which is sent to whoever connects, with all that comes later. */
export const contender: Contender = {
  async fill(folder, count) {
    const watch = new Stopwatch();
    for (const { first, size } of sharesOf(count).flat()) {
      const lines = Array.from({ length: size }, (_, i) => `${textOf(first + i)}\n`);
      await watch.time(() => appendFileSync(fileIn(folder), lines.join('')));
    }
    return watch;
  },
  open: async (folder) => replica(fileIn(folder)),
  newcomer: async (folder) => replica(fileIn(folder)),
};

function fileIn(folder: string): string {
  return join(folder, 'lines');
}

function replica(file: string): Replica {
  const sockets = new Set<Socket>();
  const watchers: ((count: number) => void)[] = [];
  let text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const count = (): number => text.split('\n').length - 1;
  const add = (more: string): void => {
    appendFileSync(file, more);
    text += more;
    for (const heard of watchers) heard(count());
  };
  return {
    count,
    watch: (heard) => void watchers.push(heard),
    listen: () =>
      new Promise((resolve) => {
        const server = createServer((socket) => {
          sockets.add(socket);
          socket.write(text);
        });
        server.listen(0, '127.0.0.1', () => resolve(String((server.address() as AddressInfo).port)));
      }),
    fetch: (address, wanted) =>
      new Promise((resolve) => {
        watchers.push((there) => there >= wanted && resolve());
        sockets.add(connect(Number(address), '127.0.0.1').setEncoding('utf8').on('data', add));
      }),
    async say(index) {
      const line = `${textOf(index)}\n`;
      add(line);
      for (const socket of sockets) socket.write(line);
    },
    newest: () => text.split('\n').at(-2) ?? '',
    async close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
