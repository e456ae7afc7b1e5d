import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { OperatingError } from '../ports/errors.ts';
import type { App } from './app.ts';
import { texts } from './texts.ts';

/** Only programs on this device reach it. */
const LOOPBACK = '127.0.0.1';
const MOST_CONNECTIONS = 128;
/** Within this time a request has arrived whole, in milliseconds. */
const REQUEST_MS = 30_000;

/** A server that holds its port, and serves from the moment it is given an application: the application wants to know the port. */
export interface LocalServer {
  readonly port: number;
  serve(app: App): void;
  /** Ends everything at once, also what is under way. */
  close(): Promise<void>;
}

/** Listens on loopback. @param port 0 for a free one. Rejects with `PortTaken` */
export async function listen(port: number): Promise<LocalServer> {
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) =>
    listener(request, response),
  );
  server.maxConnections = MOST_CONNECTIONS;
  await bound(server, port);
  let app: App | null = null;
  return {
    port: (server.address() as AddressInfo).port,
    serve(given) {
      app = given;
      listener = getRequestListener(given.fetch, { overrideGlobalObjects: false });
    },
    async close() {
      app?.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function bound(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE' || cause.code === 'EACCES';
      const text = texts['daemon.port-taken'].replace('{port}', String(port));
      reject(taken ? new OperatingError('PortTaken', text, { cause }) : cause);
    });
    server.listen(port, LOOPBACK);
  });
}
