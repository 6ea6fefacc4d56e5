import sharp, { type Sharp } from 'sharp';
import { refuse } from '#kernel/refuse';
import { type CameraData, readCameraData } from './camera-data.ts';
import { type PhotoKind, photoKind } from './photo-kind.ts';

// One thread a picture: two at once (see slots.ts) keep two cores busy and leave the event loop its turn.
sharp.concurrency(1);
sharp.cache(false);

/** Phones take 12 to 50 million pixels; a picture of more is refused before a byte of it is decoded. */
export const maxMegapixels = 50;
const maxPixels = maxMegapixels * 1_000_000;
const viewEdge = 1600;
const thumbEdge = 320;

export interface PreparedPhoto {
  view: Buffer;
  thumb: Buffer;
  width: number;
  height: number;
}

export interface CheckedPhoto {
  kind: PhotoKind;
  camera: CameraData;
}

/** Says what the bytes are, or refuses: not a photo, HEIC that this build cannot read, too many pixels. */
export async function checkPhoto(bytes: Buffer, now: Date): Promise<CheckedPhoto> {
  const kind = photoKind(bytes) ?? refuse('photo.not-an-image');
  const metadata = await reading(kind, () => source(bytes).metadata());
  // Of an animation only the first picture is ever decoded.
  if (metadata.width * metadata.height > maxPixels) refuse('photo.too-many-pixels', { megapixels: maxMegapixels });
  // A file whose head says one thing and whose decoder another is built to deceive.
  if (metadata.format !== (kind === 'avif' || kind === 'heic' ? 'heif' : kind)) refuse('photo.not-an-image');
  return { kind, camera: await readCameraData(metadata.exif, now) };
}

/**
 * Decodes, turns upright and encodes anew: what is served consists of pixels only. Position, serial numbers, thumbnails
 * and whatever was hidden behind or between the picture's data stay behind.
 */
export async function preparePhoto(bytes: Buffer, kind: PhotoKind): Promise<PreparedPhoto> {
  return reading(kind, async () => {
    const { data: view, info } = await shrunk(source(bytes).autoOrient(), viewEdge, 78).toBuffer({
      resolveWithObject: true,
    });
    const thumb = await shrunk(source(view), thumbEdge, 72).toBuffer();
    return { view, thumb, width: info.width, height: info.height };
  });
}

function source(bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true }).timeout({ seconds: 20 });
}

function shrunk(picture: Sharp, edge: number, quality: number): Sharp {
  return picture
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality, mozjpeg: true });
}

async function reading<T>(kind: PhotoKind, read: () => Promise<T>): Promise<T> {
  return read().catch((error: Error) => {
    if (/pixel limit/.test(error.message)) refuse('photo.too-many-pixels', { megapixels: maxMegapixels });
    return refuse(kind === 'heic' ? 'photo.heic' : 'photo.not-an-image');
  });
}
