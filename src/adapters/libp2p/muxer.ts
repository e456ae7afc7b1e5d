import { yamux } from '@libp2p/yamux';

/** The largest window that a stream grows to; what a peer can make us hold for one stream. */
const WINDOW_BYTES = 4 << 20;
/** Control frames and one write under way; more than this waiting means that a peer asks for answers without reading them. */
const UNREAD_BYTES = 2 << 20;
/** yamux frame: version, type, flags (2), stream (4), length (4). See hashicorp/yamux spec.md. */
const HEADER_BYTES = 12;
const DATA_FRAME = 0;

type Factory = ReturnType<ReturnType<typeof yamux>>;
type Connection = Parameters<Factory['createStreamMuxer']>[0];

/**
 * Gives yamux with bounds for hostile peers: few streams, and no frame that announces more than a window. js-libp2p's decoder would gather
 * a frame of up to 4 GiB before it looked at the window, so frame headers are read along here, ahead of it.
 */
export function boundedYamux(): () => Factory {
  const make = yamux({
    maxInboundStreams: 4,
    maxOutboundStreams: 4,
    enableKeepAlive: true,
    keepAliveInterval: 60_000,
    streamOptions: { maxStreamWindowSize: WINDOW_BYTES, maxReadBufferLength: WINDOW_BYTES, inactivityTimeout: 120_000 },
  });
  return () => {
    const factory = make();
    return {
      protocol: factory.protocol,
      createStreamMuxer(connection: Connection) {
        connection.maxWriteBufferLength = UNREAD_BYTES;
        const isBounded = frameBound();
        connection.addEventListener('message', (event) => {
          const pieces = event.data instanceof Uint8Array ? [event.data] : event.data;
          for (const piece of pieces) {
            if (!isBounded(piece)) return connection.abort(new Error('a yamux frame is longer than any window'));
          }
        });
        return factory.createStreamMuxer(connection);
      },
    };
  };
}

/** What js-yamux's streams have and do not name in their type. */
interface WindowedStream {
  readonly state: number;
  readonly recvWindow: number;
  readonly recvWindowCapacity: number;
  sendWindowUpdate(): void;
}
/** Both ends know of the stream. Updates before that also carry its opening, and none may be left out. */
const ESTABLISHED = 3;

/**
 * Has a stream tell the other end of new room once half of its window is used, as Go's yamux does. js-yamux does so after each piece that it has taken:
 * in a first sync that is a Noise message and a write for every 32 KiB, a twentieth of all time.
 */
export function tellRoomSparingly(stream: object): void {
  const windowed = stream as WindowedStream;
  const tellRoom = windowed.sendWindowUpdate;
  windowed.sendWindowUpdate = () => {
    const { state, recvWindow, recvWindowCapacity } = windowed;
    if (state !== ESTABLISHED || recvWindowCapacity <= recvWindow / 2) tellRoom.call(windowed);
  };
}

/** Gives a function that reads along a yamux byte stream, piece by piece, and answers whether its frames keep within the window. */
export function frameBound(): (piece: Uint8Array) => boolean {
  const header = new Uint8Array(HEADER_BYTES);
  let read = 0;
  let skip = 0;
  return (piece) => {
    let from = 0;
    while (from < piece.length) {
      if (skip > 0) {
        const count = Math.min(skip, piece.length - from);
        skip -= count;
        from += count;
        continue;
      }
      const count = Math.min(HEADER_BYTES - read, piece.length - from);
      header.set(piece.subarray(from, from + count), read);
      read += count;
      from += count;
      if (read < HEADER_BYTES) return true;
      read = 0;
      const length = new DataView(header.buffer).getUint32(8);
      if (header[1] !== DATA_FRAME) continue;
      if (length > WINDOW_BYTES) return false;
      skip = length;
    }
    return true;
  };
}
