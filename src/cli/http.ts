import { type ClientRequest, type IncomingMessage, request } from 'node:http';

/** What has been said to a daemon takes at most this long to be answered, in milliseconds; a first unlocking of a large home is the longest. */
const ANSWER_MS = 120_000;
/** Longer answers than this come from nobody we know. */
const ANSWER_BYTES = 1 << 28;

/** Where a daemon listens, and the token that it knows us by; null before it has shown that it is ours. */
export interface Address {
  readonly port: number;
  readonly token: string | null;
}

/** An answer. */
export interface Response {
  readonly status: number;
  readonly body: string;
}

/** Sends a request and gives what came back. @param content is sent as JSON; undefined for a GET @throws the connection's error */
export async function send({ port, token }: Address, path: string, accept: string, content?: unknown, ms = ANSWER_MS): Promise<Response> {
  const body = content === undefined ? null : JSON.stringify(content);
  const headers: Record<string, string> = { accept };
  if (token !== null) headers.authorization = `Bearer ${token}`;
  if (body !== null) headers['content-type'] = 'application/json';
  const asked = request({ host: '127.0.0.1', port, path, method: body === null ? 'GET' : 'POST', headers, agent: false });
  const timer = setTimeout(() => asked.destroy(new Error('no answer')), ms);
  try {
    asked.end(body);
    const response = await responseTo(asked);
    response.setEncoding('utf8');
    let text = '';
    for await (const chunk of response) {
      text += chunk;
      if (text.length > ANSWER_BYTES) throw new Error('an answer without end');
    }
    return { status: response.statusCode ?? 0, body: text };
  } finally {
    clearTimeout(timer);
  }
}

/** An event stream that is listened to. */
export interface EventStream {
  /** Resolves when the stream has ended, whatever ended it. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Listens to an event stream: resolves once nothing is missed any more. @param heard given the data of each event @throws the connection's error, or `Error` when it is refused */
export async function listenTo({ port, token }: Address, path: string, heard: (data: string) => void): Promise<EventStream> {
  const asked = request({ host: '127.0.0.1', port, path, headers: { authorization: `Bearer ${token}` }, agent: false });
  asked.end();
  const response = await responseTo(asked);
  if (response.statusCode !== 200) {
    asked.destroy();
    throw new Error(`refused with status ${response.statusCode}`);
  }
  response.setEncoding('utf8');
  const read = async (): Promise<void> => {
    let text = '';
    for await (const chunk of response) {
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) if (event.startsWith('data: ')) heard(event.slice('data: '.length));
    }
  };
  // However the connection breaks, the stream has ended.
  return { ended: read().catch(() => {}), stop: () => asked.destroy() };
}

function responseTo(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.once('response', resolve);
    asked.on('error', reject);
  });
}
