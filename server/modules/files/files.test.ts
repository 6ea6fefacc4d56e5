import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Uploaded } from '#contract/files';
import { systemScope } from '#kernel/actor';
import { sha256 } from '#kernel/crypto';
import { inDistrict } from '#kernel/database';
import { Refusal } from '#kernel/refuse';
import { testHouse } from '#testing/house';
import { claimPhotos } from './claim-photos.ts';
import { filesTasks } from './forget-photo.job.ts';
import { byteBudget, slots } from './slots.ts';

const house = await testHouse();
const district = 510001;

beforeAll(async () => {
  const named = { name: '试验区', full_name: '试验区', division_code: '510001000000', hotline: '12345' };
  const row = { id: district, ...named, lon: 113.6, lat: 34.7, created_at: house.services.clock() };
  await house.database.owner.insertInto('districts').values(row).execute();
});

async function send(bytes: Buffer, { id = uuidv7(), name = 'photo.jpg', type = 'image/jpeg', query = '' } = {}) {
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

const get = (url: string) => house.app.inject({ method: 'GET', url });

function photo(width = 400, height = 300) {
  return sharp({ create: { width, height, channels: 3, background: { r: 200, g: 120, b: 40 } } });
}
const plain = (tint: number) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: { r: tint, g: 9, b: 9 } } })
    .jpeg()
    .toBuffer();
const placed = () =>
  photo(2400, 1200)
    .withExif({
      IFD0: { Make: 'SECRETCAM', Orientation: '6' },
      IFD2: { DateTimeOriginal: '2026:01:20 08:30:00', OffsetTimeOriginal: '+08:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '34/1 45/1 1234/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '113/1 38/1 3000/100',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

describe('a photo with place and time', () => {
  it('gives both back once and is stored upright, small and without them', async () => {
    const bytes = await placed();
    const { status, body } = await send(bytes);
    expect(status).toBe(200);
    expect(body.place?.lat).toBeCloseTo(34.753428, 5);
    expect(body.place?.lon).toBeCloseTo(113.641667, 5);
    expect(body.takenAt).toBe('2026-01-20T00:30:00.000Z');
    expect([body.width, body.height]).toEqual([800, 1600]);
    for (const [url, longest] of [
      [body.url, 1600],
      [body.thumbUrl, 320],
    ] as const) {
      const answer = await get(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('image/jpeg');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['cache-control']).toMatch(/private, max-age=\d+, immutable/);
      expect(answer.headers['content-security-policy']).toContain('sandbox');
      const served = await sharp(answer.rawPayload).metadata();
      expect([served.height, served.exif, served.xmp, served.iptc]).toEqual([longest, undefined, undefined, undefined]);
      expect(answer.rawPayload.includes('SECRETCAM')).toBe(false);
    }
  });

  it('keeps the original sealed and apart, and no address leads to it', async () => {
    const bytes = await placed();
    const { id, body } = await send(bytes);
    const folder = join(house.services.config.dataDir, 'files', 'originals', String(district), id.slice(-2));
    const names = await readdir(folder);
    expect(names).toContain(`${id}.orig`);
    const stored = await readFile(join(folder, `${id}.orig`));
    expect(stored.includes('SECRETCAM')).toBe(false);
    expect(house.services.crypto.openBytes(stored).equals(bytes)).toBe(true);
    expect((await get(body.url.replace('/view?', '/orig?'))).statusCode).toBe(400);
    expect((await get(body.url.replace('/view?', '/thumb?'))).statusCode).toBe(404);
  });
});

describe('formats', () => {
  it.each(['png', 'webp', 'avif'] as const)('reads %s whatever its name and type say', async (format) => {
    const bytes = await photo()[format]().toBuffer();
    const { status, body } = await send(bytes, { name: 'x.exe', type: 'text/html' });
    expect(status).toBe(200);
    expect((await sharp((await get(body.url)).rawPayload).metadata()).format).toBe('jpeg');
  });

  it('shows a picture with transparency on white', async () => {
    const clear = { width: 40, height: 40, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } };
    const { body } = await send(await sharp({ create: clear }).png().toBuffer());
    const { data } = await sharp((await get(body.url)).rawPayload)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(250);
  });
});

describe('sent twice', () => {
  it('answers a resend with the first answer and stores one row', async () => {
    const bytes = await placed();
    const first = await send(bytes);
    const again = await send(bytes, { id: first.id });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    const upper = await send(bytes, { id: first.id.toUpperCase() });
    expect(upper.body).toEqual(first.body);
  });

  it('refuses other bytes under the same id and keeps the first', async () => {
    const first = await send(await plain(10));
    const second = await send(await plain(200), { id: first.id });
    expect([second.status, second.code]).toEqual([409, 'command.reused']);
    expect((await get(first.body.url)).statusCode).toBe(200);
  });

  it('at the same moment with different bytes: one is stored, and its hash is that of the stored picture', async () => {
    const id = uuidv7();
    const both = await Promise.all([send(await plain(10), { id }), send(await plain(200), { id })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const row = await house.database.owner
      .selectFrom('files')
      .select('sha256')
      .where('district_id', '=', district)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const view = await house.services.files.get(district, id, 'view');
    expect(row.sha256.equals(sha256(view ?? ''))).toBe(true);
  });

  it('finishes what a crash left half done', async () => {
    const id = uuidv7();
    const bytes = await plain(77);
    await house.services.files.put(district, id, 'orig', house.services.crypto.sealBytes(bytes));
    expect((await send(await plain(78), { id })).code).toBe('command.reused');
    expect((await send(bytes, { id })).status).toBe(200);
  });
});

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

describe('claiming', () => {
  const claim = (inputs: Parameters<typeof claimPhotos>[2]) =>
    inDistrict(house.database.app, systemScope(district), (tx) => claimPhotos(tx, district, inputs));
  const forget = (id: string) =>
    filesTasks(house.services)['files.forget']({ district, id }, { attempt: 1, signal: AbortSignal.timeout(9000) });

  it('gives the hash of the stored picture, and refuses what never arrived', async () => {
    const { id } = await send(await plain(31));
    const [claimed] = await claim([{ id: id.toUpperCase(), kind: 'before' }]);
    const view = await house.services.files.get(district, id, 'view');
    expect(claimed).toEqual({ id, kind: 'before', sha256: sha256(view ?? '').toString('hex') });
    await expect(claim([{ id: uuidv7(), kind: 'before' }])).rejects.toThrow(new Refusal('photo.unknown'));
  });

  it('forgets a photo that no case has', async () => {
    const { id, body } = await send(await plain(32));
    await forget(id);
    expect((await get(body.url)).statusCode).toBe(404);
    expect(await house.services.files.has(district, id, 'orig')).toBe(false);
    await forget(id);
  });
});

describe('limits of work', () => {
  it('runs a few at once, lets some wait, and turns the rest away', async () => {
    const desk = slots(2, 3);
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, 5));
      running -= 1;
    };
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => desk.run(work)));
    expect(most).toBe(2);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    await desk.run(work);
    await expect(desk.run(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await desk.run(work);
  });

  it('holds no more bytes than allowed', () => {
    const budget = byteBudget(10);
    budget.take(7);
    expect(() => budget.take(4)).toThrow(Refusal);
    budget.give(7);
    budget.take(10);
    expect(budget.held()).toBe(10);
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
