import type { Services } from '#kernel/services';

const hour = 3600;
/** How long an address works at least. Ends fall on full hours, so an address stays the same, and cached, for an hour. */
const hoursValid = 12;

export type PhotoSize = 'view' | 'thumb';

/** Addresses of a photo for whoever is allowed to see it just now; they expire after twelve to thirteen hours. */
export function photoUrls(
  { crypto, clock }: Pick<Services, 'crypto' | 'clock'>,
  district: number,
  id: string,
): { url: string; thumbUrl: string } {
  const end = (Math.floor(clock().getTime() / 1000 / hour) + 1 + hoursValid) * hour;
  const urlOf = (size: PhotoSize) =>
    `/api/files/${id}/${size}?d=${district}&e=${end}&s=${crypto.sign(signedText(district, id, size, end))}`;
  return { url: urlOf('view'), thumbUrl: urlOf('thumb') };
}

/** Is this an address that was given out and has not expired? */
export function isGivenOut(
  { crypto, clock }: Pick<Services, 'crypto' | 'clock'>,
  asked: { district: number; id: string; size: PhotoSize; end: number; signature: string },
): boolean {
  const { district, id, size, end, signature } = asked;
  return end > clock().getTime() / 1000 && crypto.verify(signedText(district, id, size, end), signature);
}

function signedText(district: number, id: string, size: PhotoSize, end: number): string {
  return `photo/${district}/${id}/${size}/${end}`;
}
