import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import type { House } from './house.ts';

/** A small real picture; `tint` makes pictures differ. */
export function picture(tint = 90): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 480, channels: 3, background: { r: tint % 256, g: 120, b: 90 } } })
    .jpeg()
    .toBuffer();
}

/** Uploads a photo as a phone would and returns its id. */
export async function upload(house: House, district: number, tint = 90): Promise<string> {
  const id = uuidv7();
  const edge = 'edge-of-parts';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="photo"; filename="p.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), await picture(tint), Buffer.from(`\r\n--${edge}--\r\n`)]);
  const answer = await house.app.inject({
    method: 'POST',
    url: `/api/public/files/${id}?district=${district}`,
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return id;
}
