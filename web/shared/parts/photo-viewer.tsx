import { type KeyboardEvent, useState } from 'react';
import { ChevronLeftIcon, ChevronRightIcon } from '../icons.tsx';
import { IconButton } from './basics.tsx';
import { Sheet } from './sheet.tsx';
import { t } from './texts.ts';

export interface Shown {
  id: string;
  url: string;
  thumbUrl: string;
  /** What the photo is, for readers and as its caption. */
  label: string;
}

interface PhotoViewerProps {
  photos: readonly Shown[];
  /** Index of the open photo; null is closed. */
  open: number | null;
  onOpen: (index: number | null) => void;
}

export function PhotoViewer({ photos, open, onOpen }: PhotoViewerProps) {
  const photo = open === null ? undefined : photos[open];
  const last = photos.length - 1;
  const go = (step: number) => open !== null && onOpen(Math.min(last, Math.max(0, open + step)));
  function key(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') go(-1);
    if (event.key === 'ArrowRight') go(1);
  }
  return (
    <Sheet
      open={photo !== undefined}
      look="full"
      title={t('photoOf', { n: (open ?? 0) + 1, m: photos.length })}
      onClose={() => onOpen(null)}
    >
      {photo && (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are a second way; the two buttons are the first.
        <div className="viewer" onKeyDown={key}>
          <img src={photo.url} alt={photo.label} />
          <p>{photo.label}</p>
          {last > 0 && (
            <div className="viewer-move">
              <IconButton label={t('previous')} look="soft" onClick={() => go(-1)} aria-disabled={open === 0}>
                <ChevronLeftIcon />
              </IconButton>
              <IconButton label={t('next')} look="soft" onClick={() => go(1)} aria-disabled={open === last}>
                <ChevronRightIcon />
              </IconButton>
            </div>
          )}
        </div>
      )}
    </Sheet>
  );
}

/** A strip of small pictures that open large. */
export function PhotoStrip({ photos }: { photos: readonly Shown[] }) {
  const [open, setOpen] = useState<number | null>(null);
  if (photos.length === 0) return null;
  return (
    <>
      <ul className="strip">
        {photos.map((photo, index) => (
          <li key={photo.id}>
            <button
              type="button"
              aria-label={`${t('openPhoto', { n: index + 1 })}: ${photo.label}`}
              onClick={() => setOpen(index)}
            >
              <img src={photo.thumbUrl} alt="" loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      <PhotoViewer photos={photos} open={open} onOpen={setOpen} />
    </>
  );
}
