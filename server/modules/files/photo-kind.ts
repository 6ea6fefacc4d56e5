/** What the first bytes say a file is. Names and content types are claims; only these bytes and the decoder count. */
export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

/** null for everything that is not one of the kinds: GIF, SVG, PDF, video, text. */
export function photoKind(bytes: Buffer): PhotoKind | null {
  if (bytes.length < 32) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes.subarray(0, 8).equals(png)) return 'png';
  if (ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WEBP') return 'webp';
  return ascii(bytes, 4) === 'ftyp' ? isoKind(bytes) : null;
}

/** ISO media files name their brands in the first box: the major one at 8, compatible ones from 16 on. */
function isoKind(bytes: Buffer): PhotoKind | null {
  const end = Math.min(bytes.readUInt32BE(0), 256, bytes.length);
  const brands = [ascii(bytes, 8)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(bytes, at));
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => heicBrands.has(brand)) ? 'heic' : null;
}

function ascii(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4);
}
