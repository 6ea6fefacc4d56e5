import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '#testing/house';
import { district, photo, plain, plantDistrict, sendTo } from './send-photo.test-data.ts';

const house = await testHouse();
beforeAll(() => plantDistrict(house));
const send = (bytes: Buffer, more: Parameters<typeof sendTo>[2] = {}) => sendTo(house, bytes, more);
const get = (url: string) => house.app.inject({ method: 'GET', url });

describe('what is no photo', () => {
  const box = (brand: string) => {
    const head = Buffer.alloc(24);
    head.writeUInt32BE(24, 0);
    head.write(`ftyp${brand}`, 4, 'latin1');
    head.write('mif1', 16, 'latin1');
    return Buffer.concat([head, Buffer.alloc(4000)]);
  };
  const text = 'a'.repeat(64);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const cases: [string, () => Buffer | Promise<Buffer>, string][] = [
    ['nothing', () => Buffer.alloc(0), 'photo.not-an-image'],
    ['text', () => Buffer.from(text), 'photo.not-an-image'],
    ['an SVG', () => Buffer.from(svg), 'photo.not-an-image'],
    ['an SVG with an XML head', () => Buffer.from(`<?xml version="1.0"?>${svg}`), 'photo.not-an-image'],
    ['a page', () => Buffer.from(`<!doctype html><script>1</script>${text}`), 'photo.not-an-image'],
    ['a PDF', () => Buffer.from(`%PDF-1.7 ${text}`), 'photo.not-an-image'],
    ['a GIF', () => photo().gif().toBuffer(), 'photo.not-an-image'],
    ['a TIFF', () => photo().tiff().toBuffer(), 'photo.not-an-image'],
    ['a HEIC', () => box('heic'), 'photo.heic'],
    ['a video', () => box('isom').fill('mp42', 16, 20), 'photo.not-an-image'],
    [
      'a JPEG head and noise',
      () => Buffer.concat([Buffer.from([255, 216, 255, 224]), noise(5000)]),
      'photo.not-an-image',
    ],
    ['a PNG of 20,000 × 20,000', () => pngBomb(20_000, 20_000), 'photo.too-many-pixels'],
    [
      'a page with a photo behind it',
      async () => Buffer.concat([Buffer.from('<html>'), await plain(3)]),
      'photo.not-an-image',
    ],
  ];
  it.each(cases)('%s is refused', async (_, make, code) => {
    const answer = await send(await make());
    expect(answer.code).toBe(code);
    expect(answer.status).toBe(422);
    expect(answer.body.zh).toMatch(/[一-鿿]/);
  });

  it('a photo cut in half is refused', async () => {
    const whole = await sharp(noise(300 * 200 * 3), { raw: { width: 300, height: 200, channels: 3 } })
      .jpeg()
      .toBuffer();
    expect((await send(whole.subarray(0, whole.length / 2))).code).toBe('photo.not-an-image');
  });

  it('of an animation the first picture is kept', async () => {
    const frames = await Promise.all(
      [10, 200].map(async (tint) =>
        sharp(await plain(tint))
          .png()
          .toBuffer(),
      ),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ effort: 0 })
      .toBuffer();
    const { body } = await send(animated);
    expect([body.width, body.height]).toEqual([40, 30]);
  });

  it('what hides behind a photo stays behind', async () => {
    const hidden = Buffer.from('PK\u0003\u0004<script>alert(document.cookie)</script>');
    const { status, body } = await send(Buffer.concat([await plain(5), hidden]));
    expect(status).toBe(200);
    expect((await get(body.url)).rawPayload.includes('script')).toBe(false);
  });

  it('never fails, whatever follows a good beginning', async () => {
    const beginnings = await Promise.all([plain(1), photo(20, 20).png().toBuffer(), photo(20, 20).webp().toBuffer()]);
    const spoiled = fc
      .record({
        begin: fc.constantFrom(...beginnings),
        keep: fc.integer({ min: 8, max: 400 }),
        tail: fc.uint8Array({ maxLength: 2000 }),
      })
      .map(({ begin, keep, tail }) => Buffer.concat([begin.subarray(0, keep), tail]));
    await fc.assert(
      fc.asyncProperty(spoiled, async (bytes) => {
        const { status, code } = await send(bytes);
        expect([200, 422]).toContain(status);
        if (status === 422) expect(code).toMatch(/^photo\./);
      }),
      { numRuns: 60, seed: 20260120 },
    );
  });
});

describe('too large, incomplete, misdirected', () => {
  it.each([21, 50])('%i MB are refused', async (megabytes) => {
    const answer = await send(Buffer.concat([await plain(1), Buffer.alloc(megabytes * 1024 * 1024)]));
    expect([answer.status, answer.code]).toEqual([413, 'photo.too-large']);
  });

  it('says so to a phone that is still sending, by a real connection', async () => {
    const url = await house.app.listen({ port: 0, host: '127.0.0.1' });
    const form = new FormData();
    form.set(
      'photo',
      new Blob([new Uint8Array(await plain(1)), new Uint8Array(50 * 1024 * 1024)], { type: 'image/jpeg' }),
      'photo.jpg',
    );
    const address = `${url}/api/public/files/${uuidv7()}?district=${district}`;
    const answer = await fetch(address, { method: 'POST', body: form, headers: { 'x-gezhi-device': uuidv7() } });
    expect([answer.status, (await answer.json()).code]).toEqual([413, 'photo.too-large']);
  });

  it('refuses an unknown district, a wrong id, no file and no form', async () => {
    expect((await send(await plain(1), { query: 'district=999' })).code).toBe('district.unknown');
    expect((await send(await plain(1), { id: 'x' })).code).toBe('input.invalid');
    const url = `/api/public/files/${uuidv7()}?district=${district}`;
    const empty = { 'content-type': 'multipart/form-data; boundary=e' };
    const none = await house.app.inject({ method: 'POST', url, payload: '--e--\r\n', headers: empty });
    expect([none.statusCode, none.json().code]).toEqual([422, 'photo.not-an-image']);
    const raw = await house.app.inject({
      method: 'POST',
      url,
      payload: await plain(1),
      headers: { 'content-type': 'image/jpeg' },
    });
    expect([raw.statusCode, raw.json().code]).toEqual([415, 'input.not-json']);
  });

  it('serves nothing for a forged, altered or expired address', async () => {
    const { body } = await send(await plain(1));
    const other = await send(await plain(2));
    for (const url of [
      body.url.replace(/s=.*/, 's=AAAA'),
      body.url.replace(/e=\d+/, 'e=4000000000'),
      body.url.replace(/d=\d+/, 'd=510002'),
      body.url.replace(body.id, other.id),
    ]) {
      expect((await get(url)).json().code).toBe('file.unknown');
    }
    house.wait(13 * 3600_000);
    expect((await get(body.url)).json().code).toBe('file.unknown');
  });
});

/** Bytes without pattern, the same in every run. */
function noise(bytes: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, n) => createHash('sha256').update(`${n}`).digest());
  return Buffer.concat(blocks).subarray(0, bytes);
}

/** A PNG whose head promises many pixels in few bytes. */
async function pngBomb(width: number, height: number): Promise<Buffer> {
  const small = await photo(8, 8).png().toBuffer();
  small.writeUInt32BE(width, 16);
  small.writeUInt32BE(height, 20);
  small.writeUInt32BE(crc32(small.subarray(12, 29)), 29);
  return small;
}
