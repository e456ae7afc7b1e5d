import { saveFile } from '../api/files.ts';

/** Pixels of a square, and squares of the light edge, in a saved picture. */
const SQUARE = 6;
const EDGE = 4;

/** Saves a picture with a code as PNG. @param text what it says @param name of the file */
export async function savePicture(text: string, name: string): Promise<void> {
  const { encodeQR } = await import('qr');
  const squares = encodeQR(text, 'raw', { ecc: 'low', border: EDGE });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = squares.length * SQUARE;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'black';
  squares.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) context.fillRect(x * SQUARE, y * SQUARE, SQUARE, SQUARE);
    });
  });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob !== null) saveFile(name, blob);
}
