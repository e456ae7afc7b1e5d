// Builds the page into the folder that is named: node web/build.ts FOLDER
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const [, , named] = process.argv;
// A folder that is named is meant from where one stands, and not from here.
const outDir = named === undefined ? fileURLToPath(new URL('../dist/page', import.meta.url)) : resolve(named);

await build({
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the page allows nothing that is written into another file.
    assetsInlineLimit: 0,
    assetsDir: 'hashed',
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    // What several screens share of ours is one script, and not thirty of a kilobyte: a page of few scripts opens with a tenth less work.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'shared', test: /[\\/]web[\\/]src[\\/]/, minShareCount: 2 }],
        },
      },
    },
  },
});
