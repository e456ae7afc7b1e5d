import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Verdict } from '../bytes/verdict.ts';
import { BACKUP_BYTES } from '../peer/backup.ts';
import { OperatingError } from '../ports/errors.ts';
import { sendProblem } from './gate.ts';
import { failure, refusal, requestProblem } from './problem.ts';
import type { Service } from './service.ts';

/** The header with the recovery words, each letter that is not plain as `encodeURIComponent` writes it: no address and no log has it. */
const WORDS_HEADER = 'moot-recovery-words';

/**
 * Backups as files, for pages, behind the gate: `POST /backup/file` makes one and gives its bytes, `POST /restore/file` takes one as its body
 * and the words in a header. Refusals are the problems of the tasks `backup` and `restore`.
 */
export function backupRoutes({ backups, texts }: Pick<Service, 'backups' | 'texts'>, log: (line: string) => void): Hono {
  const routes = new Hono();

  const answered = async <T>(c: Context, act: () => Promise<Verdict<T>>, give: (value: T) => Response): Promise<Response> => {
    try {
      const done = await act();
      return done.ok ? give(done.value) : sendProblem(c, refusal(done.reason, texts));
    } catch (error) {
      if (!(error instanceof OperatingError)) log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return sendProblem(c, failure(error));
    }
  };

  routes.post('/backup/file', (c) =>
    answered(
      c,
      () => backups.make(),
      ({ name, bytes }) =>
        c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename="${name}"`,
        }),
    ),
  );

  const tooLarge = (c: Context): Response => sendProblem(c, requestProblem(413, 'request.too-large'));
  routes.post('/restore/file', bodyLimit({ maxSize: BACKUP_BYTES, onError: tooLarge }), (c) =>
    answered(
      c,
      async () => backups.restore(new Uint8Array(await c.req.arrayBuffer()), wordsOf(c)),
      (restored) => c.json(restored as object),
    ),
  );
  return routes;
}

function wordsOf(c: Context): string {
  try {
    return decodeURIComponent(c.req.header(WORDS_HEADER) ?? '');
  } catch {
    return '';
  }
}
