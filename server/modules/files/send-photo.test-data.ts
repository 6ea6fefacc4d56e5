import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import type { Uploaded } from '#contract/files';
import type { House } from '#testing/house';

/** For the tests of this module: a district to send photos to, and small pictures. */
export const district = 510001;

export async function plantDistrict(house: House): Promise<void> {
  const named = { name: '试验区', full_name: '试验区', division_code: '510001000000', hotline: '12345' };
  const row = { id: district, ...named, lon: 113.6, lat: 34.7, created_at: house.services.clock() };
  await house.database.owner.insertInto('districts').values(row).execute();
}

export async function sendTo(
  house: House,
  bytes: Buffer,
  { id = uuidv7(), name = 'photo.jpg', type = 'image/jpeg', query = '' } = {},
) {
  const edge = 'edge-of-parts';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="photo"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  const answer = await house.app.inject({
    method: 'POST',
    url: `/api/public/files/${id}?${query || `district=${district}`}`,
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
    // Each from a phone of its own: the limit per device is not what is tested here.
    headers: { 'content-type': `multipart/form-data; boundary=${edge}`, 'x-gezhi-device': uuidv7() },
  });
  const body = answer.json<Uploaded & { code?: string; zh?: string }>();
  return { id, status: answer.statusCode, body, code: body.code };
}

export function photo(width = 400, height = 300) {
  return sharp({ create: { width, height, channels: 3, background: { r: 200, g: 120, b: 40 } } });
}
export function plain(tint: number): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: { r: tint, g: 9, b: 9 } } })
    .jpeg()
    .toBuffer();
}
