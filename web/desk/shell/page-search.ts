import { type Role, roles } from '#contract/rights';

export type Search = Record<string, unknown>;

export function word(search: Search, name: string, max = 100): string | undefined {
  const value = search[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, max) : undefined;
}

export function flag(search: Search, name: string): true | undefined {
  const value = search[name];
  return value === true || value === 'true' || value === 1 ? true : undefined;
}

export function oneOf<T extends string>(search: Search, name: string, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === search[name]);
}

/** Only what is there: an address never carries empty parts. */
export function pruned<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

export function pickPostSearch(search: Search) {
  return pruned({
    areaId: word(search, 'areaId'),
    unitId: word(search, 'unitId'),
    role: oneOf(search, 'role', Object.keys(roles) as Role[]),
    vacant: flag(search, 'vacant'),
    below: flag(search, 'below'),
    q: word(search, 'q', 40),
    units: flag(search, 'units'),
  });
}

export function pickAccountSearch(search: Search) {
  return pruned({ q: word(search, 'q', 40) });
}

export const messageStates = ['queued', 'sent', 'failed', 'stuck', 'cancelled'] as const;

export function pickMessageSearch(search: Search) {
  return pruned({ state: oneOf(search, 'state', [...messageStates, 'all'] as const) });
}

export function pickAuditSearch(search: Search) {
  return pruned({
    action: word(search, 'action', 60),
    q: word(search, 'q', 60),
    accountId: word(search, 'accountId'),
    from: word(search, 'from', 40),
    to: word(search, 'to', 40),
  });
}
