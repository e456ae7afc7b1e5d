import type { Problem } from '../../../src/daemon/api.ts';
import { BASE } from '../route/base.ts';
import { Refusal } from './client.ts';

/** Gives a file to the browser, which saves it with its downloads. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to save it by the next turn.
  setTimeout(() => URL.revokeObjectURL(address));
}

/** Asks this device for a backup, and gives it to the browser to be saved. Gives its name and size in bytes. Rejects with a `Refusal`. */
export async function downloadBackup(): Promise<{ readonly name: string; readonly size: number }> {
  const response = await sent('/api/backup/file', {});
  const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'moot.backup';
  const file = await response.blob();
  saveFile(name, file);
  return { name, size: file.size };
}

/** Gives this device a backup to bring back. @param words the recovery words, as they were typed. Rejects with a `Refusal`. */
export async function uploadBackup(file: Blob, words: string): Promise<void> {
  await sent('/api/restore/file', { body: file, headers: { 'moot-recovery-words': encodeURIComponent(words) } });
}

async function sent(path: string, request: RequestInit): Promise<Response> {
  const response = await fetch(BASE + path, { ...request, method: 'POST' }).catch(() => {
    throw new Refusal('away', '');
  });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as Problem | null;
  throw new Refusal(problem?.reason ?? 'away', problem?.detail ?? '', problem?.field);
}
