// What scripts/guide.mjs draws with: photos, callers of the API, pictures small enough for a repository.
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from '@playwright/test';
import sharp from 'sharp';
import { drawPicture } from '../../demo/pictures.ts';

export const password = 'gezhi-demo';
const mostBytes = 250_000;
const guideFolder = new URL('../../docs/guide/images/', import.meta.url);
const readmeFolder = new URL('../../docs/images/', import.meta.url);
const loading = '.skeletons, .row-skeleton, .ant-spin-spinning, .ant-btn-loading, [role=progressbar], .map-wait';

function newId() {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

async function photo(scene, kind, variant = 1) {
  const drawn = sharp(Buffer.from(drawPicture(scene, kind, variant))).flatten({ background: '#ffffff' });
  return { name: `${scene}.jpg`, mimeType: 'image/jpeg', buffer: await drawn.jpeg({ quality: 80 }).toBuffer() };
}

/** Someone who calls the API; without a login, a resident. */
export async function caller(baseURL, login) {
  const context = await request.newContext({ baseURL, extraHTTPHeaders: { 'x-gezhi-device': randomUUID() } });
  const call = async (method, path, data, form = {}) => {
    const answer = await context.fetch(path, { method, ...(data && { data }), ...form });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const me = login && (await call('POST', '/api/session', { login, password }));
  const send = async (scene, kind, variant) => {
    const id = newId();
    const file = await photo(scene, kind, variant);
    await call('POST', `/api/public/files/${id}`, undefined, { multipart: { photo: file } });
    return { id, kind };
  };
  const report = async (point, words) => {
    const place = { point, source: 'map' };
    return call('POST', '/api/public/cases', { id: newId(), commandId: newId(), photos: [], place, ...words });
  };
  const move = (id, name, more = {}) =>
    call('POST', `/api/cases/${id}/moves`, { commandId: newId(), move: name, ...more });
  return { call, me, send, report, move, end: () => context.dispose() };
}

/** At rest: nothing loading, fonts and pictures there, the map drawn. */
async function atRest(page) {
  await page.waitForFunction((busy) => document.querySelectorAll(busy).length === 0, loading, { timeout: 20_000 });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
  // Canvas maps and the lists beside them tell nobody when they are drawn; 500 ms is enough for both.
  await page.waitForTimeout(500);
}

/** Writes a picture of at most `mostBytes`: fewer colours, then fewer pixels, until it is small enough. */
async function save(folder, name, shot) {
  mkdirSync(folder, { recursive: true });
  // libimagequant's own measure: 90 keeps gradients, 60 shows faint bands in dark ones.
  for (const [width, quality, dither] of [
    [1920, 90, 0.5],
    [1920, 60, 0],
    [1600, 40, 0],
  ]) {
    const small = sharp(shot).resize({ width, withoutEnlargement: true });
    const png = await small.png({ palette: true, quality, dither, effort: 8, compressionLevel: 9 }).toBuffer();
    if (png.length >= mostBytes) continue;
    writeFileSync(new URL(`${name}.png`, folder), png);
    return process.stdout.write(`${name} ${Math.round(png.length / 1000)} kB\n`);
  }
  throw new Error(`${name} does not fit in ${mostBytes} bytes`);
}

/** A picture of the guide that no page showed. */
export function keep(name, picture) {
  return save(guideFolder, name, picture);
}

export async function shoot(page, name, readme) {
  await atRest(page);
  const shot = await page.screenshot({ animations: 'disabled' });
  await save(guideFolder, name, shot);
  if (readme) await save(readmeFolder, readme, shot);
}

export async function addPhoto(page, scene, kind, field = page.locator('input[type=file]').first()) {
  await field.setInputFiles(await photo(scene, kind));
  await page.getByRole('button', { name: '删除照片 1' }).first().waitFor();
}

/** One outline that crosses itself and one without a code: what a refused file looks like. */
export function faultyAreas({ lon, lat }) {
  const ring = (points) => [points.map(([x, y]) => [lon + x / 1000, lat + y / 1000])];
  const polygon = (points) => ({ type: 'Polygon', coordinates: ring(points) });
  const crossed = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]; // biome-ignore format: one ring, one line
  const square = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]; // biome-ignore format: one ring, one line
  const features = [
    {
      type: 'Feature',
      properties: { code: '410103011021902', name: '示例网格甲', level: '三级网格', parentCode: '410103011021' },
      geometry: polygon(crossed),
    },
    {
      type: 'Feature',
      properties: { name: '示例网格乙', level: '三级网格', parentCode: '410103011021' },
      geometry: polygon(square),
    },
  ];
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
}

export async function dryRun(page, name, mimeType, buffer, picture) {
  const modal = page.getByRole('dialog');
  await modal.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  // Some files are tried as soon as they are chosen.
  const tryIt = modal.getByRole('button', { name: '试运行' });
  if (await tryIt.isVisible()) await tryIt.click();
  await modal
    .getByText(/\d+ 处(问题|错误)/)
    .first()
    .waitFor();
  await shoot(page, picture);
}

/** From reported to waiting for the resident's word, by the people whose work it is. */
export async function moveToCheck(baseURL, token, point) {
  const resident = await caller(baseURL);
  const { id } = await resident.call('GET', `/api/public/track/${token}`);
  await resident.end();
  const worker = await caller(baseURL, 'worker');
  await worker.move(id, 'accept');
  await worker.move(id, 'whistle', { note: '需要市政部门更换灯头和井盖' });
  await worker.end();
  const operator = await caller(baseURL, 'operator');
  const { units } = await operator.call('GET', `/api/cases/${id}/advice`);
  await operator.move(id, 'dispatch', { unitId: units.find(({ name }) => name === '市政养护中心').id });
  await operator.end();
  const handler = await caller(baseURL, 'handler');
  await handler.move(id, 'acknowledge');
  await handler.move(id, 'begin');
  const note = '灯头已更换，旁边的井盖换新并固定。';
  await handler.move(id, 'handle', { note, photos: [await handler.send('lamp', 'after')] });
  await handler.end();
  const checker = await caller(baseURL, 'checker');
  await checker.move(id, 'pass', { note: '夜间复看，灯亮，井盖牢固。', point });
  await checker.end();
  return id;
}
