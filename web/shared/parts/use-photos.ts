import { useEffect, useRef, useState } from 'react';
import { Refusal, sayError } from '../api.ts';
import { newId } from '../ids.ts';
import { type PhotoPlace, readPhoto } from '../photo.ts';

export interface Picked {
  id: string;
  /** Object URL of the compressed picture, or null while it is prepared or when the browser cannot draw it. */
  preview: string | null;
  blob: Blob | null;
  status: 'preparing' | 'sending' | 'sent' | 'failed';
  share: number;
  takenAt: number | null;
  place: PhotoPlace | null;
  error?: unknown;
}

export interface SentPhoto {
  thumbUrl?: string;
  place?: PhotoPlace | null;
  takenAt?: string | null;
}

export type SendPhoto = (id: string, blob: Blob, onShare: (share: number) => void) => Promise<SentPhoto>;

export interface KeptPhoto {
  id: string;
  bytes: ArrayBuffer;
  type: string;
  takenAt: number | null;
  place: PhotoPlace | null;
}

type Change = (edit: (all: readonly Picked[]) => readonly Picked[]) => void;

function patch(id: string, part: Partial<Picked>) {
  return (all: readonly Picked[]) => all.map((photo) => (photo.id === id ? { ...photo, ...part } : photo));
}

/** A picture that only the server could read (HEIC) gets its preview, place and time from there. */
function arrived(id: string, sent: SentPhoto) {
  const found = sent.takenAt ? new Date(sent.takenAt).getTime() : null;
  return (all: readonly Picked[]) =>
    all.map((photo): Picked => {
      if (photo.id !== id) return photo;
      const preview = photo.preview ?? sent.thumbUrl ?? null;
      const place = photo.place ?? sent.place ?? null;
      return { ...photo, status: 'sent', share: 1, preview, place, takenAt: photo.takenAt ?? found };
    });
}

async function deliver(send: SendPhoto, id: string, blob: Blob, change: Change): Promise<void> {
  change(patch(id, { status: 'sending', share: 0 }));
  try {
    change(arrived(id, await send(id, blob, (share) => change(patch(id, { share })))));
  } catch (error) {
    change(patch(id, { status: 'failed', error }));
  }
}

async function prepare(send: SendPhoto, id: string, file: File, change: Change): Promise<void> {
  const { blob, takenAt, place } = await readPhoto(file);
  const preview = blob === file ? null : URL.createObjectURL(blob);
  change(patch(id, { blob, takenAt, place, preview }));
  await deliver(send, id, blob, change);
}

function fromDraft({ id, bytes, type, takenAt, place }: KeptPhoto): Picked & { blob: Blob } {
  const blob = new Blob([bytes], { type });
  const preview = type === 'image/jpeg' ? URL.createObjectURL(blob) : null;
  return { id, preview, blob, status: 'sending', share: 0, takenAt, place };
}

function fresh(): Picked {
  return { id: newId(), preview: null, blob: null, status: 'preparing', share: 0, takenAt: null, place: null };
}

/** Photos of one form: prepared on the device, sent at once one by one, each with its own id so that a resend is safe. */
export function usePhotos(send: SendPhoto, max: number) {
  const [photos, setPhotos] = useState<readonly Picked[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  // Read by work that outlives a render: what is queued must see the photos of now, not of when it was queued.
  const now = useRef(photos);

  const change: Change = (edit) => {
    now.current = edit(now.current);
    setPhotos(now.current);
  };

  useEffect(
    () => () => {
      for (const photo of now.current) if (photo.preview?.startsWith('blob:')) URL.revokeObjectURL(photo.preview);
    },
    [],
  );

  function enqueue(work: () => Promise<void>): void {
    queue.current = queue.current.then(work, work);
  }

  function add(files: Iterable<File>): void {
    for (const file of [...files].slice(0, Math.max(0, max - now.current.length))) {
      const photo = fresh();
      change((all) => [...all, photo]);
      enqueue(() => prepare(send, photo.id, file, change));
    }
  }

  /** Puts back the photos of a draft: they are sent again under their old ids, which the server answers as before. */
  function restore(kept: readonly KeptPhoto[]): void {
    for (const photo of kept.map(fromDraft)) {
      change((all) => [...all, photo]);
      enqueue(() => deliver(send, photo.id, photo.blob, change));
    }
  }

  function retry(id: string): void {
    const blob = now.current.find((photo) => photo.id === id)?.blob;
    if (blob) enqueue(() => deliver(send, id, blob, change));
  }

  /** Waits until nothing is on its way, trying what failed once more; tells whether all arrived. */
  async function settle(): Promise<boolean> {
    for (const photo of now.current) if (photo.status === 'failed') retry(photo.id);
    await queue.current;
    return now.current.every((photo) => photo.status === 'sent');
  }

  /** Why the server will not take one of them, in the reader's language. */
  function complaint(): string | undefined {
    const error = now.current.find((photo) => photo.error instanceof Refusal)?.error;
    return error ? sayError(error) : undefined;
  }

  const remove = (id: string) => change((all) => all.filter((photo) => photo.id !== id));
  const clear = () => change(() => []);
  return { photos, add, restore, remove, retry, settle, clear, complaint, full: photos.length >= max };
}

export type Photos = ReturnType<typeof usePhotos>;

// A hidden page may have no time left to read its photos again: each is read once.
const bytesOf = new WeakMap<Blob, Promise<ArrayBuffer>>();

function readOnce(blob: Blob): Promise<ArrayBuffer> {
  const read = bytesOf.get(blob) ?? blob.arrayBuffer();
  bytesOf.set(blob, read);
  return read;
}

export async function keepable(photos: readonly Picked[]): Promise<KeptPhoto[]> {
  const ready = photos.filter((photo): photo is Picked & { blob: Blob } => photo.blob !== null);
  return Promise.all(
    ready.map(async ({ id, blob, takenAt, place }) => ({
      id,
      bytes: await readOnce(blob),
      type: blob.type,
      takenAt,
      place,
    })),
  );
}
