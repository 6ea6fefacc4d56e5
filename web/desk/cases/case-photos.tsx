import { Modal } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import type { CaseView } from '#contract/cases';
import type { PhotoView } from '#contract/files';
import { states } from '#contract/lifecycle';
import { ChevronLeftIcon, ChevronRightIcon } from '#web/icons.tsx';
import { t } from './texts-detail.ts';

const kinds = ['before', 'after', 'check', 'extra'] as const;

interface Labelled {
  photo: PhotoView;
  label: string;
}

/** Before, after, check, extra; each with its number among its own kind. */
function labelled(photos: readonly PhotoView[]): Labelled[] {
  return kinds.flatMap((kind) =>
    photos.filter((photo) => photo.kind === kind).map((photo, i) => ({ photo, label: t(kind, { n: i + 1 }) })),
  );
}

interface ViewerProps {
  photos: readonly Labelled[];
  at: number | null;
  onAt: (at: number | null) => void;
}

function Viewer({ photos, at, onAt }: ViewerProps) {
  const shown = at === null ? undefined : photos[at];
  const go = (by: number) => at !== null && onAt((at + by + photos.length) % photos.length);
  function press(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') go(-1);
    if (event.key === 'ArrowRight') go(1);
  }
  const title = shown ? `${shown.label} · ${t('photoOf', { n: (at ?? 0) + 1, m: photos.length })}` : '';
  return (
    <Modal open={shown !== undefined} title={title} footer={null} width={960} onCancel={() => onAt(null)} centered>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are a second way; the two buttons are the first. */}
      <div className="viewer" onKeyDown={press}>
        {shown && <img src={shown.photo.url} alt={shown.label} />}
        {photos.length > 1 && (
          <div className="viewer-move">
            <button type="button" aria-label={t('previous')} onClick={() => go(-1)}>
              <ChevronLeftIcon />
            </button>
            <button type="button" aria-label={t('next')} onClick={() => go(1)}>
              <ChevronRightIcon />
            </button>
          </div>
        )}
      </div>
    </Modal>
  );
}

export function CasePhotos({ view }: { view: CaseView }) {
  const [at, setAt] = useState<number | null>(null);
  const photos = labelled(view.photos);
  const hasAfter = view.photos.some((photo) => photo.kind === 'after');
  const open = states[view.state].kind === 'open' || states[view.state].kind === 'waiting';
  if (photos.length === 0 && !open) return <p className="muted">{t('noPhotos')}</p>;
  return (
    <>
      <ul className="photos">
        {photos.map(({ photo, label }, index) => (
          <li key={photo.id} className={`photo-${photo.kind}`}>
            <button type="button" onClick={() => setAt(index)} aria-label={label}>
              <img src={photo.thumbUrl} alt="" loading="lazy" />
              <span className="photo-label" aria-hidden="true">
                {label}
              </span>
            </button>
          </li>
        ))}
        {!hasAfter && open && <li className="photo-awaited">{t('afterAwaited')}</li>}
      </ul>
      <Viewer photos={photos} at={at} onAt={setAt} />
    </>
  );
}
