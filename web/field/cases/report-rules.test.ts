import { expect, test } from 'vitest';
import type { Picked } from '#web/parts/use-photos.ts';
import type { PlaceState } from '#web/place/use-place.ts';
import { type Filled, faultsOf, noWords, type Plan, planOf, renewRefused } from './report-rules.ts';

const now = 1_795_300_000_000;
const ids = ['01a20000-0000-7000-8000-000000000001', '01a20000-0000-7000-8000-000000000002'] as const;
const place: PlaceState = {
  choice: { source: 'map', point: { lon: 120.25, lat: 30.11 } },
  located: null,
  candidates: [],
  error: null,
  busy: false,
  device: { lon: 120.25, lat: 30.11, accuracy: 8 },
  noDevice: null,
};
const photo = (id: string): Picked => ({
  id,
  preview: null,
  blob: null,
  status: 'sent',
  share: 1,
  takenAt: null,
  place: null,
});
const words = { ...noWords, body: '路口有建筑垃圾', category: { id: '03012', name: '积存建筑垃圾渣土' } };
const settled: Filled = {
  words: { ...words, onSpot: true, result: '已清走。' },
  photos: [photo(ids[0])],
  after: [photo(ids[1])],
  place,
};
const plan = (filled: Filled, last: Plan | null) =>
  planOf({ filled, last, locale: 'zh-CN', district: 410103, now: last ? now + 5000 : now });
const commandIds = ({ report, moves }: Plan) => [report.commandId, ...moves.map((move) => move.commandId)];

test('a report that is settled at once is four commands with ids of their own', () => {
  const made = plan(settled, null);
  expect(made.moves.map(({ move }) => move)).toEqual(['accept', 'arrive', 'settle']);
  expect(new Set(commandIds(made)).size).toBe(4);
  expect(made.moves.at(-1)).toMatchObject({ note: '已清走。', photos: [{ id: ids[1], kind: 'after' }] });
  expect(made.report).toMatchObject({ source: 'worker', categoryCode: '03012', district: 410103 });
});

test('pressed again after a lost answer, everything goes out under its first ids', () => {
  const made = plan(settled, null);
  expect(plan(settled, made)).toBe(made);
});

test('what the server has answered stays; only what is left is asked anew', () => {
  const made = plan(settled, null);
  const reported = { id: made.report.id } as Plan['reported'];
  const half: Plan = { ...made, reported, done: 2 };
  const changed = plan({ ...settled, words: { ...settled.words, result: '已清走并冲洗。' } }, half);
  expect(commandIds(changed).slice(0, 3)).toEqual(commandIds(made).slice(0, 3));
  expect(changed.moves[2]).toMatchObject({ move: 'settle', note: '已清走并冲洗。' });
  expect(changed.moves[2]?.commandId).not.toBe(made.moves[2]?.commandId);
  expect(commandIds(renewRefused(half, now)).slice(0, 3)).toEqual(commandIds(made).slice(0, 3));
});

test('for a resident the contact goes along and the source says so', () => {
  const filled = { ...settled, words: { ...words, forOther: true, name: '张大爷', phone: '138 0013 8000' }, after: [] };
  expect(plan(filled, null).report).toMatchObject({
    source: 'resident',
    contact: { name: '张大爷', phone: '13800138000' },
  });
});

test('what is no matter of the grids is told before it is sent, unless they take it all the same', () => {
  const belongs = { zh: '请找纪检监察机关', en: '', unitName: '', phone: '', accepted: false };
  const named = { ...settled, words: { ...words, category: { id: '09004', name: '干部作风', belongs } } };
  expect(faultsOf(named).map(({ field }) => field)).toEqual(['category']);
  const taken = {
    ...named,
    words: { ...words, category: { ...named.words.category, belongs: { ...belongs, accepted: true } } },
  };
  expect(faultsOf(taken)).toEqual([]);
});

test('settling at once needs a class, a photo of the result and a sentence; a plain report needs none of them', () => {
  const bare = { ...settled, words: { ...noWords, onSpot: true }, after: [] };
  expect(faultsOf(bare).map(({ field }) => field)).toEqual(['category', 'after-photos', 'result']);
  expect(faultsOf({ ...bare, words: noWords })).toEqual([]);
  const empty = { ...bare, words: noWords, photos: [], place: { ...place, choice: null } };
  expect(faultsOf(empty).map(({ field }) => field)).toEqual(['photos', 'place']);
});
