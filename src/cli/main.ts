import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Types are stripped and code is compiled once, not at each call: that is half of the time that a call takes. The cache lies in the clone,
// since whoever may write into it decides what runs.
enableCompileCache(fileURLToPath(new URL('../../.runtime/compiled', import.meta.url)));
const { callFromShell } = await import('./shell.ts');
await callFromShell();
