#!/usr/bin/env node
// The command `moot`.
import { start } from './start.js';

await start('moot', process.argv.slice(2));
