import { expect, test } from 'vitest';
import type { QuickNote } from '#contract/notes';
import { type LocalNote, merged, toBring } from './merge-notes.ts';

const note = (id: string, notedAt: string, body = id): QuickNote => ({
  id,
  body,
  notedAt,
  changedAt: notedAt,
  point: null,
  caseId: null,
  caseNo: null,
});
const local = (id: string, notedAt: string, sync: LocalNote['sync'], body?: string): LocalNote => ({
  ...note(id, notedAt, body),
  sync,
});

test('what waits on the phone stays, what the server has counts, what it lost is gone', () => {
  const phone = [
    local('waits', '2026-11-29T03:00:00Z', 'waiting', 'here'),
    local('sent', '2026-11-29T02:00:00Z', 'sent', 'old'),
    local('thrown-away-elsewhere', '2026-11-29T01:00:00Z', 'sent'),
    local('refused', '2026-11-28T01:00:00Z', 'refused'),
  ];
  const server = [
    note('waits', '2026-11-29T03:00:00Z', 'there'),
    note('sent', '2026-11-29T02:00:00Z', 'new'),
    note('of-another-phone', '2026-11-29T04:00:00Z'),
  ];
  expect(merged(phone, server).map(({ id, body, sync }) => `${id} ${body} ${sync}`)).toEqual([
    'of-another-phone of-another-phone sent',
    'waits here waiting',
    'sent new sent',
    'refused refused refused',
  ]);
});

test('what was refused is brought again: there may be room by then', () => {
  const notes = [
    local('waits', '2026-11-29T03:00:00Z', 'waiting'),
    local('sent', '2026-11-29T02:00:00Z', 'sent'),
    local('refused', '2026-11-29T01:00:00Z', 'refused'),
  ];
  expect(toBring(notes).map(({ id }) => id)).toEqual(['waits', 'refused']);
});
