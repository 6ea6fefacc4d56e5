import { expect, test } from 'vitest';
import { writeXml } from './xml.ts';

test('writes lists with the names of the standard, and what is missing as an empty element', () => {
  expect(writeXml('services', [{ service_code: '04001', description: null, metadata: true }])).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<services><service><service_code>04001</service_code><description/><metadata>true</metadata></service></services>\n',
  );
});

test('nothing in a text becomes markup, and what XML cannot hold is left out', () => {
  expect(writeXml('errors', [{ description: '<a b="c">&amp;\u0001\ud800\r\n]]>' }])).toContain(
    '<description>&lt;a b=&quot;c&quot;&gt;&amp;amp;\ufffd&#13;\n]]&gt;</description>',
  );
});

test('a list without a name is a mistake that shows', () => {
  expect(() => writeXml('things', [1])).toThrow('things');
});
