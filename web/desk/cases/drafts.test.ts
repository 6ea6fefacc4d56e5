import { expect, test } from 'vitest';
import { type Move, moves } from '#contract/lifecycle';
import { draftOf, dropDraft, keepDraft, missingOf } from './drafts.ts';

const photo = { id: 'p', kind: 'after', url: 'blob:x', file: new Blob(), share: 1, state: 'sent' } as const;
const piece = { title: '一件', body: '内容' };
const whole = {
  ...draftOf('case', 'note'),
  note: '已更换灯泡',
  unitId: 'u',
  areaId: 'a',
  targetId: 't',
  until: '2026-12-01',
  categoryCode: '01001',
  photos: [photo],
  parts: {
    ...{
      unitIds: ['u'],
      postIds: ['p', 'q'],
      teamName: '专班',
      taskId: 't',
      score: 4,
      basis: '职责清单',
      minutes: '纪要',
    },
    ...{ crossings: ['level' as const], request: { kind: 'extend' as const, days: 2 }, finding: 'true' as const },
    ...{ call: { reached: false }, pieces: [piece, piece], archiveKind: 'normal' as const },
  },
};

test('a whole draft satisfies what every move of the desk needs', () => {
  for (const [move, rule] of Object.entries(moves)) {
    if (rule.by === 'resident' || rule.by === 'system') continue;
    expect(missingOf(rule.needs, whole), move).toEqual([]);
  }
});

test('blanks are no note, and a photo counts once it has arrived', () => {
  expect(missingOf(['note'], { ...whole, note: '  ' })).toEqual(['note']);
  const sending = { ...whole, photos: [{ ...photo, state: 'sending' as const }] };
  expect(missingOf(['note', 'after-photo'], sending)).toEqual(['after-photo']);
});

test('a draft keeps its command id until it is done', () => {
  const move: Move = 'return';
  const first = draftOf('one', move);
  keepDraft('one', move, { ...first, note: '不属于本单位' });
  expect(draftOf('one', move)).toMatchObject({ commandId: first.commandId, note: '不属于本单位' });
  expect(draftOf('two', move).commandId).not.toBe(first.commandId);
  dropDraft('one', move);
  expect(draftOf('one', move)).toMatchObject({ note: '', photos: [] });
});
