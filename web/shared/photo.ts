/** Longest side and quality that keep a street photo under 1 MB and a number plate readable. */
const LONGEST_PX = 1600;
const QUALITY = 0.72;

export interface PhotoPlace {
  lon: number;
  lat: number;
}

export interface ReadPhoto {
  /** JPEG without any of the camera's data. */
  blob: Blob;
  takenAt: number | null;
  place: PhotoPlace | null;
}

interface CameraData {
  latitude?: number;
  longitude?: number;
  DateTimeOriginal?: Date | string;
}

function place(data: CameraData): PhotoPlace | null {
  const { latitude: lat, longitude: lon } = data;
  if (typeof lat !== 'number' || typeof lon !== 'number' || Number.isNaN(lat) || Number.isNaN(lon)) return null;
  return lat === 0 && lon === 0 ? null : { lon, lat };
}

/** Place and time are read on this device only, to offer them; the picture that leaves carries neither. */
async function readCameraData(file: Blob): Promise<{ takenAt: number | null; place: PhotoPlace | null }> {
  try {
    const { parse } = await import('exifr');
    const data = (await parse(file, { gps: true })) as CameraData | undefined;
    const taken = data?.DateTimeOriginal ? new Date(data.DateTimeOriginal).getTime() : Number.NaN;
    return { takenAt: Number.isNaN(taken) ? null : taken, place: data ? place(data) : null };
  } catch {
    return { takenAt: null, place: null };
  }
}

async function draw(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('not drawn'))), 'image/jpeg', QUALITY),
  );
}

/** A file that the browser cannot draw (HEIC on Android, say) is sent as it is: the server re-encodes and strips it. */
export async function readPhoto(file: Blob): Promise<ReadPhoto> {
  const data = await readCameraData(file);
  const blob = await draw(file).catch(() => file);
  return { blob, ...data };
}
