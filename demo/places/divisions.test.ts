import { expect, it } from 'vitest';
import { readCommunities, readStreets, shortName } from './divisions.ts';

it('finds the streets and communities of a county in the national list, and no others', () => {
  const streets = readStreets('410103');
  expect(streets).toHaveLength(16);
  expect(streets[0]).toEqual({ code: '410103001000', name: '淮河路街道' });
  const communities = readCommunities('410103');
  expect(communities).toHaveLength(176);
  expect(communities.every(({ code }) => /^410103\d{6}$/.test(code))).toBe(true);
  expect(readCommunities('330109107').map(({ name }) => name)).toContain('传芳村');
  expect(readStreets('110101')[0]?.code).toBe('110101001000');
  expect(readStreets('999999')).toEqual([]);
});

it('shortens official names', () => {
  expect(shortName('尖岗村委会')).toBe('尖岗村');
  expect(shortName('雅居社区居民委员会')).toBe('雅居社区');
  expect(shortName('花街居委会')).toBe('花街社区');
});
