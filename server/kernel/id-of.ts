import { sha256 } from './crypto.ts';

/** An id (UUID of version 8) that the same words always give: what is sent again meets what was made the first time. */
export function idOf(...words: readonly (string | number)[]): string {
  const bytes = sha256(JSON.stringify(words)).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
