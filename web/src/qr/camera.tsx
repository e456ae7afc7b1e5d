import { useEffect, useRef, useState } from 'react';
import { useWords } from '../texts/words.tsx';
import { cameraReader } from './read.ts';

/** How often the camera is looked at, in milliseconds. */
const LOOK_MS = 150;

/** Why a camera could not be used. */
export type CameraTrouble = 'camera-refused' | 'camera-none' | 'camera-busy' | 'camera-failed';

const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'camera-refused',
  SecurityError: 'camera-refused',
  NotFoundError: 'camera-none',
  OverconstrainedError: 'camera-none',
  NotReadableError: 'camera-busy',
};

/** What the camera tells. Both stay the same from one drawing to the next. */
interface CameraParts {
  onText(text: string): void;
  onTrouble(trouble: CameraTrouble): void;
}

/** The camera, which looks for a code as long as this is on the page. */
export function Camera({ onText, onTrouble }: CameraParts) {
  const say = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    let isShown = true;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setInterval> | undefined;
    const open = async (shown: HTMLVideoElement): Promise<void> => {
      const [read, opened] = await Promise.all([cameraReader(), openCamera()]);
      stream = opened;
      if (!isShown) return end();
      shown.srcObject = stream;
      await shown.play();
      setOpen(true);
      let last: string | null = null;
      timer = setInterval(() => {
        const text = read(shown);
        if (text !== null && text !== last) onText(text);
        last = text;
      }, LOOK_MS);
    };
    const end = (): void => {
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    if (video.current !== null) {
      open(video.current).catch((error: unknown) => {
        if (isShown) onTrouble(TROUBLES[error instanceof Error ? error.name : ''] ?? 'camera-failed');
      });
    }
    return () => {
      isShown = false;
      end();
    };
  }, [onText, onTrouble]);
  return (
    <div className="camera">
      <video ref={video} muted playsInline aria-label={say('qr.camera-label')} />
      <p className="small soft" role="status">
        {say(isOpen ? 'qr.camera-hint' : 'qr.camera-opening')}
      </p>
    </div>
  );
}

/** The camera at the back, where there are several. Rejects as `getUserMedia` does. */
function openCamera(): Promise<MediaStream> {
  // Where a page may have no camera at all there is no such property, whatever the types say.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return Promise.reject(new DOMException('', 'NotFoundError'));
  return devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
}
