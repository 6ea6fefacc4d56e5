import { useSyncExternalStore } from 'react';
import type { Answer, Ask, Route } from '#contract/api';
import { call, Refusal, type Sending, Unreachable } from '#web/api.ts';
import { setElder } from '#web/prefs.ts';
import { type Me, can as may, signIn, signOut, whoAmI } from '#web/session.ts';
import { drop, keep, kept } from '#web/store.ts';

export interface Session {
  status: 'starting' | 'in' | 'out';
  me: Me | null;
  /** Signed out by the server, not by a press: the person is told that nothing typed is lost. */
  ended: boolean;
}

const KEY = 'field.me';
const listeners = new Set<() => void>();
let now: Session = { status: 'starting', me: null, ended: false };

function set(next: Session): void {
  now = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => now);
}

export function me(): Me | null {
  return now.me;
}

/** The signed-in person. Screens behind the sign-in may count on it. */
export function useMe(): Me {
  const { me: known } = useSession();
  if (!known) throw new Error('used outside the sign-in');
  return known;
}

export function can(right: Me['abilities'][number]): boolean {
  return now.me !== null && may(now.me, right);
}

async function entered(known: Me): Promise<void> {
  await keep(KEY, known);
  set({ status: 'in', me: known, ended: false });
}

/** The last person stays signed in on this phone, at once and without a network; the server's answer decides. */
export async function startSession(): Promise<void> {
  const last = await kept<Me>(KEY);
  if (last) set({ status: 'in', me: last, ended: false });
  try {
    const known = await whoAmI();
    if (known) await entered(known);
    else set({ status: 'out', me: null, ended: last !== undefined });
  } catch {
    if (!last) set({ status: 'out', me: null, ended: false });
  }
}

export async function enter(login: string, password: string): Promise<void> {
  const known = await signIn(login, password);
  // Large type follows the person to a new phone; that this phone is set large is never taken back.
  if (known.largeType) setElder(true);
  await entered(known);
}

export async function leave(): Promise<void> {
  await signOut().catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 401) throw error;
  });
  await drop(KEY);
  set({ status: 'out', me: null, ended: false });
}

/** Calls the server for a signed-in screen; an ended session leads to the sign-in, with what was typed kept. */
export async function ask<R extends Route>(route: R, given: Ask<R>, sending?: Sending): Promise<Answer<R>> {
  try {
    return await call(route, given, sending);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'session.required') set({ status: 'out', me: null, ended: true });
    throw error;
  }
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refusal && [502, 503, 504].includes(error.status));
}
