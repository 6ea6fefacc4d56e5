import { useRef } from 'react';
import type { Uploaded } from '#contract/files';
import { upload } from '#web/api.ts';
import { CameraIcon, CloseIcon, RefreshIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { readPhoto } from '#web/photo.ts';
import { useMe } from '../shell/me.ts';
import type { DraftPhoto } from './drafts.ts';
import { t } from './texts-detail.ts';

// contract/cases.ts: at most nine photos a move.
export const MOST_PHOTOS = 9;

interface PhotoFieldProps {
  kind: DraftPhoto['kind'];
  photos: readonly DraftPhoto[];
  /** Fewer where other fields of the form hold some already. */
  most?: number;
  /** Takes a function: photos report their progress while others are added. */
  onChange: (change: (photos: readonly DraftPhoto[]) => readonly DraftPhoto[]) => void;
}

export function PhotoField({ kind, photos, most = MOST_PHOTOS, onChange }: PhotoFieldProps) {
  const me = useMe();
  const input = useRef<HTMLInputElement>(null);
  const patch = (id: string, part: Partial<DraftPhoto>) =>
    onChange((old) => old.map((photo) => (photo.id === id ? { ...photo, ...part } : photo)));

  async function send(photo: DraftPhoto): Promise<void> {
    const form = new FormData();
    form.append('photo', photo.file, 'photo.jpg');
    patch(photo.id, { state: 'sending', share: 0 });
    try {
      await upload<Uploaded>(`/api/public/files/${photo.id}?district=${me.district}`, form, (share) =>
        patch(photo.id, { share }),
      );
      patch(photo.id, { state: 'sent', share: 1 });
    } catch {
      patch(photo.id, { state: 'failed' });
    }
  }
  async function add(files: FileList | null): Promise<void> {
    for (const file of [...(files ?? [])].slice(0, most - photos.length)) {
      const { blob } = await readPhoto(file);
      const photo: DraftPhoto = {
        id: newId(),
        kind,
        url: URL.createObjectURL(blob),
        file: blob,
        share: 0,
        state: 'sending',
      };
      onChange((old) => [...old, photo]);
      void send(photo);
    }
    if (input.current) input.current.value = '';
  }
  return (
    <div className="photo-field">
      <ul className="photos photos-small">
        {photos.map((photo, i) => (
          <li key={photo.id}>
            <img src={photo.url} alt="" />
            {photo.state === 'sending' && (
              <span className="photo-label num">{t('photoSending', { n: Math.round(photo.share * 100) })}</span>
            )}
            {photo.state === 'failed' && (
              <button type="button" className="photo-label" onClick={() => void send(photo)}>
                <RefreshIcon size={14} /> {t('photoFailed')}
              </button>
            )}
            <button
              type="button"
              className="photo-remove"
              aria-label={t('removePhoto', { n: i + 1 })}
              onClick={() => onChange((old) => old.filter((one) => one.id !== photo.id))}
            >
              <CloseIcon size={14} />
            </button>
          </li>
        ))}
        {photos.length < most && (
          <li>
            <button type="button" className="photo-add" onClick={() => input.current?.click()}>
              <CameraIcon size={20} />
              {t('addPhoto')}
            </button>
          </li>
        )}
      </ul>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => void add(event.target.files)}
      />
    </div>
  );
}
