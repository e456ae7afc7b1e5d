// Throws hostile input at everything that others can reach: npm run fuzz -- [--inputs N] [--seed S]
import { parseArgs } from 'node:util';
import { fuzz } from './fuzzing/fuzzing.ts';

const { values } = parseArgs({ options: { inputs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } } });
const report = await fuzz(Number(values.inputs), Number(values.seed));
for (const line of report.lines) console.log(line);
for (const { invariant, what } of report.findings) console.log(`${invariant}: ${what}`);
if (report.findings.length > 0) console.log(`Replay it with: npm run fuzz -- --inputs ${values.inputs} --seed ${values.seed}`);
process.exitCode = report.findings.length === 0 ? 0 : 1;
