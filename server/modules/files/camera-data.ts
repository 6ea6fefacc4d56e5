import exifr from 'exifr';
import type { Point } from '#contract/shapes';

/** Where and when a photo was taken, as the camera wrote it. */
export interface CameraData {
  place: Point | null;
  takenAt: Date | null;
}

const tags = ['DateTimeOriginal', 'OffsetTimeOriginal', 'GPSHPositioningError', 'GPSLatitude', 'GPSLatitudeRef'];
const placeTags = ['GPSLongitude', 'GPSLongitudeRef'];

/** Reads an EXIF block (as sharp hands it out, with or without its "Exif" head). Never throws: cameras write anything. */
export async function readCameraData(exif: Buffer | undefined, now: Date): Promise<CameraData> {
  if (exif === undefined || exif.length < 8) return { place: null, takenAt: null };
  const tiff = exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
  try {
    const found = await exifr.parse(tiff, { gps: true, reviveValues: false, pick: [...tags, ...placeTags] });
    return { place: placeOf(found ?? {}), takenAt: timeOf(found ?? {}, now) };
  } catch {
    return { place: null, takenAt: null };
  }
}

/** Degrees in WGS-84, as GPS gives them; 0, 0 is what cameras write that know no place. */
function placeOf({ latitude, longitude, GPSHPositioningError: error }: Record<string, unknown>): Point | null {
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) return null;
  if (Math.abs(latitude) < 1e-6 && Math.abs(longitude) < 1e-6) return null;
  const accuracy = isWithin(error, 100_000) && error > 0 ? { accuracy: error } : {};
  return { lon: longitude, lat: latitude, ...accuracy };
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
}

/** Without an offset the camera's clock is Beijing time. Times before 2000 and after now (a day's grace) are none. */
function timeOf(found: Record<string, unknown>, now: Date): Date | null {
  const match = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(String(found.DateTimeOriginal ?? ''));
  if (!match) return null;
  const [, year, month, day, hours, minutes, seconds] = match;
  const given = String(found.OffsetTimeOriginal ?? '').trim();
  const offset = /^[+-]\d\d:\d\d$/.test(given) ? given : '+08:00';
  const at = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${offset}`);
  const sensible = at.getTime() >= Date.UTC(2000, 0, 1) && at.getTime() <= now.getTime() + 24 * 3600_000;
  return sensible ? at : null;
}
