import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fill, oneLine } from '../practices/wording.ts';
import { readTranscript, redrawTranscript, TRANSCRIPT_CHARACTERS } from '../tally/transcript.ts';
import { readCommandLine, usageStop } from './arguments.ts';
import type { Call } from './call.ts';
import { EXIT, type ExitCode, Stop } from './exit.ts';
import { texts } from './texts.ts';

/** Draws again what `moot draw` wrote down, without a home or a cell: every proof is checked, and nothing is taken on trust. */
export function redrawFile(call: Call): ExitCode {
  const { words } = readCommandLine(call.rest, {});
  const [file] = words;
  if (words[1] !== undefined) throw usageStop('too-many', { word: words[1] });
  if (file === undefined) throw redrawStop('missing');
  const transcript = readTranscript(textOf(resolve(call.folder, file), file));
  if (!transcript.ok) throw redrawStop(transcript.reason, { file });
  const drawn = redrawTranscript(transcript.value);
  if (!drawn.ok) throw redrawStop(drawn.reason, { file });
  const { seats, candidates, parts, draw, seed: noted } = transcript.value;
  const names = drawn.value.order.map((i) => oneLine(candidates[i]?.name ?? ''));
  const seed = drawn.value.seed.toHex();
  const [first, next] = [names.slice(0, seats), names.slice(seats)];
  if (call.flags.json) {
    call.terminal.print(
      JSON.stringify({ draw: draw.id.toHex(), drawn: first, next, seed, parts: parts.length, threshold: draw.threshold }),
    );
    return EXIT.done;
  }
  const gaps = { names: first.join(', '), next: next.join(', '), parts: String(parts.length), threshold: String(draw.threshold), seed };
  const lines = [
    texts['redraw.drawn'],
    texts['redraw.next'],
    texts['redraw.checked'],
    texts[noted === null ? 'redraw.seed' : 'redraw.same-seed'],
  ];
  call.terminal.print([...lines.map((line) => fill(line, gaps)), texts['redraw.unsigned']].join('\n'));
  return EXIT.done;
}

function textOf(path: string, typed: string): string {
  try {
    if (statSync(path).size <= TRANSCRIPT_CHARACTERS) return readFileSync(path, 'utf8');
  } catch {
    throw new Stop(EXIT.unreachable, 'file', fill(texts['tally.file'], { file: typed }), 'file');
  }
  throw redrawStop('transcript-too-long', { file: typed });
}

/** A stop with the words for a reason. What does not draw again is told by one text: which proof fails, nobody has to know. */
function redrawStop(reason: string, gaps: Readonly<Record<string, string>> = {}): Stop {
  const words: Readonly<Record<string, string>> = texts;
  return new Stop(EXIT.usage, reason, fill(words[`redraw.${reason}`] ?? texts['redraw.wrong'], gaps), 'file');
}
