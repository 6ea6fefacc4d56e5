import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '#kernel/actor';
import { sha256 } from '#kernel/crypto';
import { inDistrict } from '#kernel/database';
import { Refusal } from '#kernel/refuse';
import { testHouse } from '#testing/house';
import { type PhotoClaim, photoHashes, withHashes } from './claim-photos.ts';
import { filesTasks } from './forget-photo.job.ts';
import { district, photo, plain, plantDistrict, sendTo } from './send-photo.test-data.ts';

const house = await testHouse();
beforeAll(() => plantDistrict(house));
const send = (bytes: Buffer, more: Parameters<typeof sendTo>[2] = {}) => sendTo(house, bytes, more);
const get = (url: string) => house.app.inject({ method: 'GET', url });

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

describe('claiming', () => {
  const claim = (inputs: readonly PhotoClaim[]) =>
    inDistrict(house.database.app, systemScope(district), async (tx) => {
      const { rows } = await photoHashes(
        district,
        inputs.map(({ id }) => id),
      ).execute(tx);
      return withHashes(inputs, rows);
    });
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
