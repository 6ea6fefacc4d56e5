import { expect, test } from 'vitest';
import type { ChatDraft } from '#contract/drafts';
import { matterOf, mergeInto, missingOf, nextOpen } from './matters.ts';

const draft = (more: Partial<ChatDraft> = {}): ChatDraft => ({
  body: '路灯不亮',
  saidAt: '2026-11-20T00:30:00.000Z',
  messages: 1,
  pictures: 1,
  said: [{ by: '王芳', at: null, text: '路灯不亮' }],
  placeWords: '和平里3号楼',
  place: null,
  categories: [],
  ...more,
});
const place = { addressId: 'a', text: '和平里3号楼', areaId: 'm', areaName: '第1微网格', lon: 113.6, lat: 34.7 };

test('a sure place is taken over, a guess is only shown in words', () => {
  expect(matterOf(draft({ place: { ...place, sure: true } }), 1).form).toMatchObject({
    addressId: 'a',
    point: { lon: 113.6, lat: 34.7 },
    seenAt: '2026-11-20T00:30:00.000Z',
  });
  const guessed = matterOf(draft({ place: { ...place, sure: false } }), 1);
  expect(guessed.form.addressId).toBeUndefined();
  expect(guessed.form.addressText).toBe('和平里3号楼');
  expect(missingOf(guessed)).toBe('place');
});

test('whose name or number is written down has agreed to it', () => {
  const matter = matterOf(draft({ place: { ...place, sure: true } }), 1);
  expect(missingOf(matter)).toBeNull();
  const named = { ...matter, form: { ...matter.form, phone: '13812345678' } };
  expect(missingOf(named)).toBe('consent');
  expect(missingOf({ ...named, consent: true })).toBeNull();
});

test('two drafts of one matter become one; the next that waits is found round the end', () => {
  const [one, two, three] = [1, 2, 3].map((n) => matterOf(draft({ body: `第${n}句` }), n));
  if (!one || !two || !three) throw new Error('three were made');
  const merged = mergeInto(one, two);
  expect(merged.form.body).toBe('第1句\n第2句');
  expect(merged.draft).toMatchObject({ messages: 2, pictures: 2 });
  const all = [merged, { ...two, done: { as: 'dropped' as const } }, three];
  expect(nextOpen(all, 1)).toBe(3);
  expect(nextOpen(all, 3)).toBe(1);
  expect(
    nextOpen(
      all.map((matter) => ({ ...matter, done: { as: 'dropped' as const } })),
      1,
    ),
  ).toBeNull();
});
