// What we use of libraries that bring no types.

declare module 'autobase' {
  import type { Duplex } from 'node:stream';
  import type Corestore from 'corestore';

  interface View {
    readonly length: number;
    get(index: number): Promise<string>;
    append(text: string): Promise<void>;
  }

  interface Handlers {
    encryptionKey: Buffer;
    valueEncoding: 'json';
    open(store: { get(name: string, options: { valueEncoding: 'utf-8' }): View }): View;
    apply(nodes: readonly { value: string | { addWriter: string } }[], view: View, host: Host): Promise<void>;
  }

  interface Host {
    addWriter(key: Buffer, options: { indexer: boolean }): Promise<void>;
  }

  // biome-ignore lint/style/noDefaultExport: so it is exported there.
  export default class Autobase {
    constructor(store: Corestore, key: Buffer | null, handlers: Handlers);
    readonly key: Buffer;
    readonly local: { readonly key: Buffer };
    readonly store: Corestore;
    readonly view: View;
    readonly writable: boolean;
    ready(): Promise<void>;
    append(value: string | readonly string[] | { addWriter: string }): Promise<void>;
    ack(): Promise<void>;
    update(): Promise<void>;
    replicate(isInitiator: boolean): Duplex;
    on(event: 'update', heard: () => void): void;
    off(event: 'update', heard: () => void): void;
    close(): Promise<void>;
  }
}

declare module 'corestore' {
  import type { Duplex } from 'node:stream';

  // biome-ignore lint/style/noDefaultExport: so it is exported there.
  export default class Corestore {
    constructor(folder: string);
    replicate(isInitiator: boolean): Duplex;
    close(): Promise<void>;
  }
}

declare module '@orbitdb/core' {
  import type { EventEmitter } from 'node:events';
  import type { Helia } from 'helia';

  export interface Identity {
    readonly id: string;
  }

  export interface Events {
    readonly address: string;
    readonly events: EventEmitter;
    add(value: string): Promise<string>;
    iterator(options?: { readonly amount: number }): AsyncIterable<{ readonly value: unknown }>;
    close(): Promise<void>;
  }

  export interface Storage {
    close(): Promise<void>;
  }

  export interface KeyStore {
    close(): Promise<void>;
  }

  export interface Identities {
    createIdentity(options: { id: string }): Promise<Identity>;
  }

  /** Who may write. */
  export type AccessController = object;

  export interface Opening {
    readonly sync?: boolean;
    readonly AccessController?: AccessController;
  }

  export function KeyStore(options: { path: string }): Promise<KeyStore>;
  export function Identities(options: { ipfs: Helia; keystore: KeyStore }): Promise<Identities>;
  export function IPFSAccessController(options: { write: readonly string[] }): AccessController;
  export function LRUStorage(options: { size: number }): Promise<Storage>;
  export function IPFSBlockStorage(options: { ipfs: Helia; pin: boolean }): Promise<Storage>;
  export function ComposedStorage(first: Storage, second: Storage): Promise<Storage>;
  export function createOrbitDB(options: { ipfs: Helia; identities: Identities; identity: Identity; directory: string }): Promise<{
    open(address: string, options: Opening & { type: 'events'; entryStorage: Storage }): Promise<Events>;
    stop(): Promise<void>;
  }>;
}

declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  import type { AddressInfo } from 'node:net';

  interface Settings {
    readonly maxPayload: number;
    readonly perMessageDeflate: boolean;
  }

  export class WebSocket extends EventEmitter {
    constructor(address: string, settings: Settings);
    send(message: Uint8Array): void;
    terminate(): void;
  }

  export class WebSocketServer extends EventEmitter {
    constructor(settings: Settings & { host: string; port: number });
    readonly clients: ReadonlySet<WebSocket>;
    address(): AddressInfo;
    close(): void;
    on(event: 'connection', came: (socket: WebSocket) => void): this;
  }
}
