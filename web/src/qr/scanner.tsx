import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Sign } from '../parts/sign.tsx';
import { useWords } from '../texts/words.tsx';
import { Camera, type CameraTrouble } from './camera.tsx';
import { readPicture } from './read.ts';

/** What a scanner takes. */
interface ScannerParts {
  /** Takes what was read. Gives what is wrong with it, in words, or null where it is what was looked for. It stays the same from one drawing to the next. */
  take(text: string): string | null;
}

/** Ways to read a picture with a code: from a file, pasted, or before the camera. */
export function Scanner({ take }: ScannerParts) {
  const say = useWords();
  const file = useRef<HTMLInputElement>(null);
  const [isReading, setReading] = useState(false);
  const [isFilming, setFilming] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const takeText = useCallback(
    (text: string): void => {
      const isWrong = take(text);
      setWrong(isWrong);
      if (isWrong === null) setFilming(false);
    },
    [take],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const takeTrouble = useCallback((trouble: CameraTrouble): void => {
    setFilming(false);
    setWrong(say(`qr.wrong.${trouble}`));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const takePicture = useCallback(
    async (picture: Blob): Promise<void> => {
      setWrong(null);
      setReading(true);
      const read = await readPicture(picture);
      setReading(false);
      if (read.ok) takeText(read.text);
      else setWrong(say(`qr.wrong.${read.reason}`));
    },
    [takeText],
  );
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const picture = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (picture === undefined) return;
      event.preventDefault();
      void takePicture(picture);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [takePicture]);
  return (
    <div className="scanner">
      <div className="actions">
        <Button onClick={() => file.current?.click()} working={isReading ? say('qr.reading') : null}>
          {say('qr.choose')}
        </Button>
        <Button
          onClick={() => {
            setWrong(null);
            setFilming(!isFilming);
          }}
        >
          {say(isFilming ? 'qr.camera-end' : 'qr.camera')}
        </Button>
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          onChange={({ target }) => {
            const [picture] = target.files ?? [];
            if (picture !== undefined) void takePicture(picture);
            target.value = '';
          }}
        />
      </div>
      <p className="small soft">{say('qr.paste')}</p>
      {isFilming && <Camera onText={takeText} onTrouble={takeTrouble} />}
      <div role="alert">
        {wrong !== null && (
          <p className="wrong">
            <Sign of="stop" />
            <span>{wrong}</span>
          </p>
        )}
      </div>
    </div>
  );
}
