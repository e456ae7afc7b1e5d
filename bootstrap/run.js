// For npm's scripts: node bootstrap/run.js PROGRAM [ARGUMENTS]
import { start } from './start.js';

await start(process.argv[2] ?? '', process.argv.slice(3));
