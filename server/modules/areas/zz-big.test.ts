import { sql } from 'kysely';
import { test } from 'vitest';
import { areasWorld, district } from './areas-world.test-data.ts';
import { importAreaFile, locatorOf } from './index.ts';

test('big', async () => {
  const w = await areasWorld();
  const n = 70,
    m = 81,
    s = 0.001,
    k = 8;
  const wave = (a: number, b: number, c: number) => 0.0001 * Math.sin(a * 12.9 + b * 78.2 + c * 3.3);
  const V = (i: number, j: number) => [113.7 + i * s + wave(i, j, 1), 34.8 + j * s + wave(j, i, 2)];
  const edge = (i: number, j: number, i2: number, j2: number) => {
    const a = V(i, j) as [number, number],
      b = V(i2, j2) as [number, number];
    const out = [] as number[][];
    const dx = b[0] - a[0],
      dy = b[1] - a[1];
    for (let t = 0; t < k; t++) {
      const f = t / k;
      const ww = 0.02 * Math.sin(f * Math.PI * 3) * Math.sin(i * 3 + j * 7);
      out.push([a[0] + dx * f - dy * ww, a[1] + dy * f + dx * ww]);
    }
    return out;
  };
  const rev = (i: number, j: number, i2: number, j2: number) => [...edge(i2, j2, i, j), V(i, j)].reverse().slice(0, -1);
  const features = [
    {
      type: 'Feature',
      properties: { code: '410103000000', name: 'r' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [113.5, 34.6],
            [113.9, 34.6],
            [113.9, 35],
            [113.5, 35],
            [113.5, 34.6],
          ],
        ],
      },
    },
    {
      type: 'Feature',
      properties: { code: '410103009', name: 'c', parent: '410103000000' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [113.69, 34.79],
            [113.79, 34.79],
            [113.79, 34.9],
            [113.69, 34.9],
            [113.69, 34.79],
          ],
        ],
      },
    },
  ] as unknown[];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      const ring = [
        ...edge(i, j, i + 1, j),
        ...edge(i + 1, j, i + 1, j + 1),
        ...rev(i + 1, j + 1, i, j + 1),
        ...rev(i, j + 1, i, j),
      ];
      ring.push(ring[0]!);
      features.push({
        type: 'Feature',
        properties: {
          code: '4101039' + String(i * 100 + j).padStart(4, '0'),
          name: '微网格' + i + '-' + j,
          parent: '410103009',
        },
        geometry: { type: 'Polygon', coordinates: [ring] },
      });
    }
  const prof: Record<string, number> = {};
  let t = performance.now();
  const lap = (x: string) => {
    console.log(x, (performance.now() - t).toFixed(0) + 'ms');
    t = performance.now();
  };
  const r = await importAreaFile(w.services, district, {
    file: { type: 'FeatureCollection', features },
    mapping: { code: 'code', name: 'name', parentCode: 'parent' },
    system: 'cgcs2000',
  });
  console.log({ ...r, faults: r.faults.slice(0, 3), warnings: r.warnings.slice(0, 3) });
  lap('import');
  await locatorOf(w.services, district);
  lap('index');
  const a = await w.call('GET', '/api/public/outlines?level=2');
  lap('outlines first ' + a.status);
  const raw = await w.http.inject({ url: '/api/public/outlines?level=2' });
  lap('outlines cached');
  console.log(raw.body.length);
  const { gzipSync } = await import('node:zlib');
  console.log('gz', gzipSync(raw.body).length);
  t = performance.now();
  await w.call('GET', '/api/public/outlines?level=2', { headers: { 'if-none-match': String(a.headers.etag) } });
  lap('304');
  for (let i = 0; i < 3; i++) {
    await w.call('POST', '/api/public/locate', { body: { point: { lon: 113.72 + i * 0.001, lat: 34.84 } } });
    lap('locate');
  }
  await w.call('GET', '/api/areas?limit=500&q=4101039', { as: 'admin' });
  lap('list 500');
  const addr = [] as object[];
  const { rows: ar } = await sql<{
    id: string;
    lon: number;
    lat: number;
  }>`select id,lon,lat from app.areas where district_id=${district} and level=2 and lon is not null`.execute(
    w.database.owner,
  );
  const { uuidv7 } = await import('uuidv7');
  const { searchTokens } = await import('#kernel/chinese-words');
  for (const x of ar)
    for (let q = 1; q <= 4; q++) {
      const text = `大学路街道建新街社区 ${ar.indexOf(x)}号院 ${q}号楼`;
      addr.push({ id: uuidv7(), text, tokens: searchTokens(text), area: x.id, lon: x.lon, lat: x.lat });
    }
  await sql`insert into app.addresses (district_id,id,text,tokens,area_id,lon,lat) select ${district}, n.id,n.text,n.tokens,n.area,n.lon,n.lat from jsonb_to_recordset(${JSON.stringify(addr)}::jsonb) as n(id uuid,text text,tokens text,area uuid,lon float8,lat float8)`.execute(
    w.database.owner,
  );
  await sql`analyze app.addresses`.execute(w.database.owner);
  t = performance.now();
  const q = async (x: string) => {
    const z = await w.call('GET', '/api/public/addresses?q=' + encodeURIComponent(x));
    lap(x + ' ' + (z.json as any).rows.length);
  };
  await q('建新街12号院');
  await q('3000号 2号楼');
  await q('大学路的建新街社区好');
  await q('大');
  await q('建新街12号院');
}, 120000);
