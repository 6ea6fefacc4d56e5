import { expect, test } from 'vitest';
import { api } from '#contract/api';
import { refusals } from '#contract/refusals';
import { testHouse } from '#testing/house';

const house = await testHouse();
const read = async (url: string) => house.app.inject(url);

test('the page names every endpoint and every refusal, and loads nothing', async () => {
  const { statusCode, headers, body } = await read('/api-docs');
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  const seen = [...body.matchAll(/<code class="\w+">(\w+)<\/code> <code>([^<]+)<\/code>/g)].map(
    ([, method, path]) => `${method} ${path?.replace(/\{(\w+)\}/g, ':$1')}`,
  );
  expect(seen.sort()).toEqual(expect.arrayContaining(Object.keys(api)));
  for (const code of Object.keys(refusals)) expect(body).toContain(`<code>${code}</code>`);
  expect(body).not.toMatch(/<script|src=|@import|url\(/);
});

test('the document is OpenAPI 3.1, and every reference in it leads somewhere', async () => {
  const document = (await read('/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(references.length).toBeGreaterThan(50);
  for (const path of references) {
    expect(
      path.split('/').reduce((part, name) => part?.[name], document),
      path,
    ).toBeDefined();
  }
});
