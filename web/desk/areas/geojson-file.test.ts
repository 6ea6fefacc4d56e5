import { expect, test } from 'vitest';
import { guessMapping, openGeojson } from './geojson-file.ts';

const file = (text: string) => new File([text], 'grids.geojson');

test('reads features and the names of their properties', async () => {
  const features = [{ properties: { 网格编码: '1', 名称: 'a' } }, { properties: { hs: 60 } }, { properties: null }];
  const opened = await openGeojson(file(JSON.stringify({ type: 'FeatureCollection', features })));
  expect(opened).toMatchObject({ name: 'grids.geojson', features: 3, properties: ['网格编码', '名称', 'hs'] });
});

test('anything else is no feature collection', async () => {
  for (const text of ['', '{', '[]', '{"type":"Topology"}', 'null']) expect(await openGeojson(file(text))).toBeNull();
});

test('properties by their usual names are mapped, others are left to the person', () => {
  expect(guessMapping(['网格编码', '名称', 'hs', 'colour'])).toEqual({
    code: '网格编码',
    name: '名称',
    households: 'hs',
  });
});
