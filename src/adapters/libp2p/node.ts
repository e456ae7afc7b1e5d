import { generateKeyPairFromSeed } from '@libp2p/crypto/keys';
import { identify } from '@libp2p/identify';
import { noise } from '@libp2p/noise';
import { tcp } from '@libp2p/tcp';
import { createLibp2p, type Libp2p, type Libp2pOptions } from 'libp2p';
import { boundedYamux } from './muxer.ts';

type Components = Parameters<NonNullable<Libp2pOptions['transports']>[number]>[0];
type Transport = ReturnType<NonNullable<Libp2pOptions['transports']>[number]>;

/** Connections at one time, with members and with whoever knocks. */
const CONNECTIONS = 128;
/** Connections from one address in a second; several members may share one. */
const ARRIVALS_PER_SECOND = 20;
const HANDSHAKES = 64;
const HANDSHAKE_MS = 5000;
/** Node hands 64 KiB to the kernel at a time; with room for a few such writes a link need not wait for each of them. */
const SOCKET_BUFFER_BYTES = 256 * 1024;

/** A running libp2p, and the two parts of it by which we dial and listen ourselves. */
export interface Node {
  readonly libp2p: Libp2p;
  readonly transport: Transport;
  readonly upgrader: Components['upgrader'];
}

/**
 * Starts libp2p with nothing that speaks to anybody by itself: no routing, no relay, no discovery, no pings, no dialling but ours. It answers
 * `identify` without naming our addresses, machine or version. Listening and dialling go past its address book and dial queue: these would
 * join dials to one device, so that an address that answers waits for one that does not.
 *
 * @param seed Ed25519 seed, 32 bytes
 */
export async function startNode(seed: Uint8Array): Promise<Node> {
  let transport: Transport | undefined;
  let upgrader: Components['upgrader'] | undefined;
  const socket = { noDelay: true, keepAlive: true, highWaterMark: SOCKET_BUFFER_BYTES };
  const libp2p = await createLibp2p({
    privateKey: await generateKeyPairFromSeed('Ed25519', seed),
    nodeInfo: { name: 'moot', version: '1', userAgent: 'moot' },
    addresses: { announceFilter: () => [] },
    transports: [
      (components) => {
        upgrader = components.upgrader;
        transport = tcp({ dialOpts: socket, listenOpts: socket, maxConnections: CONNECTIONS })(components);
        return transport;
      },
    ],
    connectionEncrypters: [noise()],
    streamMuxers: [boundedYamux()],
    services: { identify: identify({ runOnConnectionOpen: false, maxInboundStreams: 1, timeout: HANDSHAKE_MS }) },
    connectionMonitor: { enabled: false },
    connectionManager: {
      maxConnections: CONNECTIONS,
      inboundConnectionThreshold: ARRIVALS_PER_SECOND,
      maxIncomingPendingConnections: HANDSHAKES,
      inboundUpgradeTimeout: HANDSHAKE_MS,
      inboundStreamProtocolNegotiationTimeout: HANDSHAKE_MS,
      reconnectRetries: 0,
    },
  });
  // What libp2p notes about those who were here would grow with every stranger.
  libp2p.addEventListener('peer:disconnect', ({ detail }) => void libp2p.peerStore.delete(detail).catch(() => undefined));
  if (transport === undefined || upgrader === undefined) throw new Error('libp2p made no transport');
  return { libp2p, transport, upgrader };
}
