import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeQR } from 'qr';

/** Pixels of a square, and squares of the light edge. */
const SQUARE = 6;
const EDGE = 4;

/** A code as pixels: 0 is dark, 255 is light. */
interface Pixels {
  readonly side: number;
  readonly at: (x: number, y: number) => 0 | 255;
}

function pixelsOf(text: string): Pixels {
  const squares = encodeQR(text, 'raw', { ecc: 'low', border: EDGE });
  return { side: squares.length * SQUARE, at: (x, y) => (squares[Math.floor(y / SQUARE)]?.[Math.floor(x / SQUARE)] ? 0 : 255) };
}

/** A picture with a code, as a file that a browser can be given. @returns a GIF */
export function pictureOf(text: string): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  const gif = encodeQR(text, 'gif', { ecc: 'low', border: EDGE, scale: SQUARE });
  return { name: 'code.gif', mimeType: 'image/gif', buffer: Buffer.from(gif) };
}

/** Writes what a camera sees that a code is held before, as Chromium takes it for a camera: YUV4MPEG2, 640 × 640, one picture. @returns its path */
export function writeFilm(text: string, folder: string): string {
  const { side, at } = pixelsOf(text);
  const size = Math.ceil(Math.max(side, 320) / 16) * 16;
  const edge = Math.floor((size - side) / 2);
  const luma = Buffer.alloc(size * size, 255);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) luma[(y + edge) * size + x + edge] = at(x, y);
  const film = Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${size} H${size} F10:1 Ip A1:1 C420jpeg\nFRAME\n`, 'latin1'),
    luma,
    Buffer.alloc((size * size) / 2, 128),
  ]);
  const path = join(folder, 'camera.y4m');
  writeFileSync(path, film);
  return path;
}
