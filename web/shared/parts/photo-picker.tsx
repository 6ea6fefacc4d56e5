import type { ReactNode } from 'react';
import { Refusal } from '../api.ts';
import { CameraIcon, CloseIcon, RefreshIcon } from '../icons.tsx';
import { t } from './texts.ts';
import type { Photos, Picked } from './use-photos.ts';

const ROUND = 2 * Math.PI * 15;

export function ProgressRing({ share, label }: { share: number; label: string }) {
  const percent = Math.round(share * 100);
  return (
    <span
      className="ring"
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="15" className="ring-back" />
        <circle cx="18" cy="18" r="15" className="ring-front" strokeDasharray={`${ROUND * share} ${ROUND}`} />
      </svg>
      <b className="num">{percent}%</b>
    </span>
  );
}

function Tile({ photo, n, photos, caption }: { photo: Picked; n: number; photos: Photos; caption?: ReactNode }) {
  const refused = photo.status === 'failed' && photo.error instanceof Refusal;
  const underWay = photo.status === 'preparing' || photo.status === 'sending';
  return (
    <li className={`photo ${underWay ? 'is-sending' : ''}`}>
      {photo.preview ? <img src={photo.preview} alt={t('photo', { n })} /> : <CameraIcon size={28} />}
      {underWay && <ProgressRing share={photo.share} label={t('uploading', { n })} />}
      {refused && <span className="photo-retry">{t('unusable')}</span>}
      {photo.status === 'failed' && !refused && (
        <button type="button" className="photo-retry" onClick={() => photos.retry(photo.id)}>
          <RefreshIcon size={20} />
          <span>{t('failed')}</span>
        </button>
      )}
      {caption && !underWay && photo.status !== 'failed' && <span className="photo-caption">{caption}</span>}
      <button
        type="button"
        className="photo-remove"
        aria-label={t('removePhoto', { n })}
        onClick={() => photos.remove(photo.id)}
      >
        <span>
          <CloseIcon size={18} />
        </span>
      </button>
    </li>
  );
}

interface PhotoPickerProps {
  id: string;
  photos: Photos;
  /** Stands on the first photo: when and where it was taken. */
  caption?: ReactNode;
  label?: string;
  hint?: string;
}

/**
 * No `capture` attribute and no exact type: iOS would then offer the camera only, and some Android kernels no camera
 * at all. "image/*" gives both ways everywhere.
 */
export function PhotoPicker({ id, photos, caption, label, hint }: PhotoPickerProps) {
  const first = photos.photos.length === 0;
  return (
    <ul className={`photos photos-${Math.min(photos.photos.length, 3)}`}>
      {photos.photos.map((photo, index) => (
        <Tile key={photo.id} photo={photo} n={index + 1} photos={photos} caption={index === 0 ? caption : undefined} />
      ))}
      {!photos.full && (
        <li className="photo-add">
          <label>
            <input
              id={id}
              type="file"
              accept="image/*"
              multiple
              className="sr-only"
              onChange={(event) => {
                photos.add(event.currentTarget.files ?? []);
                event.currentTarget.value = '';
              }}
            />
            <span className="photo-add-icon">
              <CameraIcon size={first ? 40 : 26} />
            </span>
            <b>{first ? (label ?? t('firstPhoto')) : t('addPhoto')}</b>
            {first && <small>{hint ?? t('photoHint')}</small>}
          </label>
        </li>
      )}
    </ul>
  );
}
