import { useEffect, useRef, useState } from 'react';
import { CameraIcon } from '#web/icons.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { t } from './texts-moves.ts';

export function canFrame(): boolean {
  return isSecureContext && typeof navigator.mediaDevices?.getUserMedia === 'function';
}

type CameraState = 'opening' | 'open' | 'failed';

// The rear camera at the size that is kept anyway (photo.ts: longest side 1600).
const WANTED = { video: { facingMode: 'environment', width: { ideal: 1600 }, height: { ideal: 1200 } }, audio: false };

function useCamera() {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('opening');
  useEffect(() => {
    let stream: MediaStream | undefined;
    let gone = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    navigator.mediaDevices.getUserMedia(WANTED).then(
      (opened) => {
        stream = opened;
        if (gone) return stop();
        if (video.current) video.current.srcObject = opened;
        setState('open');
      },
      () => !gone && setState('failed'),
    );
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return { video, state };
}

function still(from: HTMLVideoElement): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = from.videoWidth;
  canvas.height = from.videoHeight;
  canvas.getContext('2d')?.drawImage(from, 0, 0);
  return new Promise((done, fail) =>
    canvas.toBlob(
      (blob) => (blob ? done(new File([blob], 'after.jpg', { type: 'image/jpeg' })) : fail(new Error('not drawn'))),
      'image/jpeg',
      0.92,
    ),
  );
}

interface FramingProps {
  /** The photo to line up with. */
  before: string;
  onShot: (file: File) => void;
  onClose: () => void;
}

/** The old photo lies half transparent over the live picture: the same angle makes before and after comparable. */
export function Framing({ before, onShot, onClose }: FramingProps) {
  const { video, state } = useCamera();
  const [strength, setStrength] = useState(45);
  const [failed, setFailed] = useState(false);
  async function shoot(): Promise<void> {
    if (!video.current || state !== 'open') return;
    try {
      onShot(await still(video.current));
    } catch {
      setFailed(true);
    }
  }
  const broken = state === 'failed' || failed;
  return (
    <Sheet open look="full" title={t('frameTitle')} onClose={onClose}>
      <div className="framing">
        <div className="framing-view">
          <video ref={video} autoPlay playsInline muted aria-label={t('frameTitle')} />
          {state === 'open' && <img src={before} alt="" style={{ opacity: strength / 100 }} />}
          <p role="status" className={state === 'open' && !failed ? 'sr-only' : 'framing-note'}>
            {broken ? t('frameFailed') : state === 'opening' ? t('frameWaiting') : t('frameHint')}
          </p>
        </div>
        <label className="framing-strength">
          <span>{t('frameOpacity')}</span>
          <input
            type="range"
            min={0}
            max={90}
            step={5}
            value={strength}
            onChange={(event) => setStrength(Number(event.currentTarget.value))}
          />
        </label>
        <button type="button" className="shutter" aria-label={t('frameShoot')} onClick={() => void shoot()}>
          <CameraIcon size={32} />
        </button>
      </div>
    </Sheet>
  );
}
