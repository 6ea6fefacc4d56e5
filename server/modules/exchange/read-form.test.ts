import { expect, test } from 'vitest';
import { Refusal } from '#kernel/refuse';
import { formOfJson, formOfPairs } from './read-form.ts';
import { readRequest } from './read-request.ts';

const base = { service_code: '05003', lat: '34.7', long: '113.6' };
const read = (fields: Record<string, string>) => readRequest(formOfPairs(Object.entries({ ...base, ...fields })));

function refused(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.values['detail:en'] ?? ''}`;
    throw error;
  }
  return 'accepted';
}

test('reads a form as a client writes it', () => {
  const pairs = new URLSearchParams(
    'service_code=05003&lat=34.7&long=+113.6&description=%20a%0Ab%20&attribute[X]=1&attribute[Y][]=a&attribute[Y][]=b',
  );
  expect(readRequest(formOfPairs(pairs))).toMatchObject({
    point: { lon: 113.6, lat: 34.7 },
    description: 'a\nb',
    answers: new Map([
      ['X', ['1']],
      ['Y', ['a', 'b']],
    ]),
  });
});

test('reads JSON as the same form', () => {
  const json = { ...base, lat: 34.7, long: 113.6, phone: null, attribute: { X: 1, Y: ['a', 'b'] } };
  expect(readRequest(formOfJson(json))).toEqual(
    readRequest(
      formOfPairs([...Object.entries(base), ['attribute[X]', '1'], ['attribute[Y]', 'a'], ['attribute[Y]', 'b']]),
    ),
  );
});

test.each([
  [
    { first_name: '晓明', last_name: '陈', phone: '+86 138-1234-2071' },
    { name: '陈晓明', phone: '13812342071' },
  ],
  [{ first_name: 'Ann', last_name: 'Lee', phone: '(111) 111-1111' }, { name: 'Ann Lee' }],
  [{ email: 'x@example.org', device_id: 'd' }, {}],
])('keeps of the sender only what is used: %j', (fields, contact) => {
  expect(read(fields).contact).toEqual(contact);
});

test.each<[Record<string, string>, RegExp]>([
  [{ service_code: ' ' }, /service_code is missing/],
  [{ lat: '' }, /go together/],
  [{ lat: '', long: '' }, /is missing/],
  [{ lat: '91' }, /lat must be/],
  [{ lat: '1e1' }, /lat must be/],
  [{ lat: '0x10' }, /lat must be/],
  [{ lat: 'NaN' }, /lat must be/],
  [{ long: '9'.repeat(40) }, /more than 30/],
  [{ description: '字'.repeat(4001) }, /more than 4000/],
  [{ address_id: "1' or 1=1" }, /address.unknown/],
  [{ media_url: 'javascript:alert(1)' }, /media_url/],
  [{ media_url: 'file:///etc/passwd' }, /media_url/],
  [{ media_url: 'https://me:secret@example.org/' }, /media_url/],
  [{ description: 'a\u0000b' }, /cannot be stored/],
])('refuses %j', (fields, sentence) => {
  expect(refused(() => read(fields))).toMatch(sentence);
});

test.each<[unknown, RegExp]>([
  [[], /JSON object/],
  ['text', /JSON object/],
  [null, /JSON object/],
  [{ ...base, description: { a: 1 } }, /must be a text/],
  [{ ...base, description: 'half a pair: \ud800' }, /cannot be stored/],
  [{ ...base, attribute: { X: [[1]] } }, /must be a text/],
  [Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`f${n}`, 'x'])), /too many/],
])('refuses %j as JSON', (body, sentence) => {
  expect(refused(() => readRequest(formOfJson(body)))).toMatch(sentence);
});

test('names of the language itself are names like any other', () => {
  const body = JSON.parse(`{"__proto__": "x", "constructor": "y", "service_code": "05003", "lat": 1, "long": 1}`);
  expect(formOfJson(body).get('__proto__')).toEqual(['x']);
});
