/** Longest sides, in pixels, at which a picture is looked at: most are found at the first. */
const SIDES = [1200, 2400, 600];
/** Longest side of what is looked at of a camera, in pixels. */
const CAMERA_SIDE = 960;

/** What is in a picture: a text, or why there is none. */
export type Read = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: 'no-picture' | 'no-code' };

/** Reads the code in a picture, such as a photo or a screenshot. */
export async function readPicture(picture: Blob): Promise<Read> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return { ok: false, reason: 'no-picture' };
  const { decodeQR } = await import('qr/decode.js');
  try {
    for (const side of SIDES) {
      const image = pixelsOf(bitmap, bitmap.width, bitmap.height, side);
      const text = image === null ? null : tryTo(() => decodeQR(image, { effort: 8, timeLimit: 1500 }));
      if (text !== null) return { ok: true, text };
    }
    return { ok: false, reason: 'no-code' };
  } finally {
    bitmap.close();
  }
}

/** Gives the way to read what a camera shows at a moment: the text of a code, or null while there is none. */
export async function cameraReader(): Promise<(video: HTMLVideoElement) => string | null> {
  const { decodeQR } = await import('qr/decode.js');
  return (video) => {
    const image = pixelsOf(video, video.videoWidth, video.videoHeight, CAMERA_SIDE);
    return image === null ? null : tryTo(() => decodeQR(image, { effort: 3, timeLimit: 60 }));
  };
}

/** The pixels of a picture on white, its longer side scaled to `side`. */
function pixelsOf(source: CanvasImageSource, width: number, height: number, side: number): ImageData | null {
  const scale = side / Math.max(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || canvas.width === 0 || canvas.height === 0) return null;
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The reader throws where there is nothing to read. */
function tryTo(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
