// Kills daemons at random moments and looks whether anything is lost: npm run crash -- [--times N] [--seed N]
import { parseArgs } from 'node:util';
import { crash } from './crashing.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } } });
const [times, seed] = [Number(values.times), Number(values.seed)];
if (!Number.isSafeInteger(times) || times < 1 || !Number.isSafeInteger(seed)) {
  console.error('Usage: npm run crash -- [--times N] [--seed N]');
  process.exit(2);
}

const began = performance.now();
const report = await crash(times, seed, (line) => console.log(line));
const { killed, failure, devices } = report;
const kills = Object.values(killed).reduce((sum, count) => sum + count, 0);
console.log(
  `\nKilled ${kills} times: ${Object.entries(killed)
    .map(([moment, count]) => `${count} ${moment}`)
    .join(', ')}.`,
);
console.log(`Opened again ${report.reopened} times. Acknowledged: ${report.messages} messages, ${report.proposals} proposals.`);
console.log(
  `Compared ${report.compared} times, the last time with ${report.entries} entries. ${((performance.now() - began) / 1000) | 0} s.`,
);
if (failure === null) {
  console.log('Nothing acknowledged was lost, no log told two stories, and both disks hold the same.');
  for (const device of devices) await device.remove();
} else {
  console.log(`\nAfter ${failure.after} times, ${failure.moment === null ? 'at the end' : `with "${failure.moment}"`}:`, failure.error);
  for (const device of devices) {
    await device.stop();
    console.log(`Kept as it was: ${device.home}`);
  }
  console.log(`The same moments again: npm run crash -- --times ${failure.after + 1} --seed ${seed}`);
  process.exitCode = 1;
}
