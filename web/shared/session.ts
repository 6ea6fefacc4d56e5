import type { Answer } from '#contract/api';
import { call, Refusal } from './api.ts';

export type Me = Answer<'GET /api/session'>;

/** Who is signed in here; null when nobody is. The cookie itself is out of reach of scripts. */
export async function whoAmI(): Promise<Me | null> {
  try {
    return await call('GET /api/session', {});
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) return null;
    throw error;
  }
}

export function signIn(login: string, password: string): Promise<Me> {
  return call('POST /api/session', { body: { login, password } });
}

export async function signOut(): Promise<void> {
  await call('DELETE /api/session', {});
}

/** May this person do it at all? Whether on this case, the case's own abilities say. */
export function can(me: Me, right: Me['abilities'][number]): boolean {
  return me.abilities.includes(right);
}
