import { describe, expect, it } from 'vitest';
import { newId } from './ids.ts';

describe('ids made on a phone', () => {
  it('are UUIDs of version 7 that sort by time', () => {
    const at = Date.parse('2026-11-21T10:42:00Z');
    const ids = [0, 1, 1000, 86_400_000].map((later) => newId(at + later));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)).toBe(at);
  });
});
