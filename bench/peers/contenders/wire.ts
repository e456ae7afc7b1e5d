import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const MOST_BYTES = 1 << 30;

/** One end of a WebSocket that carries messages of bytes. */
export class Wire {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Sends a message. */
  send(message: Uint8Array): void {
    this.#socket.send(message);
  }

  /** Calls back with each message from now on. */
  onMessage(heard: (message: Uint8Array) => void): void {
    this.#socket.on('message', (message: Buffer) => heard(message));
  }

  /** Calls back with the next message, once. */
  onFirstMessage(heard: (message: Uint8Array) => void): void {
    this.#socket.once('message', (message: Buffer) => heard(message));
  }

  /** Ends the connection. */
  close(): void {
    this.#socket.terminate();
  }
}

/** Opens a server of WebSockets on loopback, at a port that the system chooses. */
export async function openServer(): Promise<{ server: WebSocketServer; address: string; close(): void }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: MOST_BYTES, perMessageDeflate: false });
  await once(server, 'listening');
  const close = (): void => {
    for (const client of server.clients) client.terminate();
    server.close();
  };
  return { server, address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Opens a server and hands out each wire that comes. */
export async function serve(came: (wire: Wire) => void): Promise<{ address: string; close(): void }> {
  const { server, address, close } = await openServer();
  server.on('connection', (socket) => came(new Wire(socket)));
  return { address, close };
}

/** Opens a WebSocket to a server. */
export async function openSocket(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address, { maxPayload: MOST_BYTES, perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

/** Opens a wire to a server. */
export async function dial(address: string): Promise<Wire> {
  return new Wire(await openSocket(address));
}
