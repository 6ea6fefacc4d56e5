import { uuidv7 } from 'uuidv7';
import type { House } from '#testing/house';
import type { Person } from '#testing/world';

/** For the tests of this module: accounts made by an administrator, and sessions of their own. */
export const password = 'seven grey herons';

export async function createBy(
  admin: Person,
  login: string,
  more: Partial<{ name: string; phone: string; email: string; password: string }> = {},
) {
  const body = { commandId: uuidv7(), id: uuidv7(), login, name: '陈晓明', password, ...more };
  return { body, answer: await admin.call('POST /api/accounts', { body }) };
}

export async function signInTo(house: House, login: string, word = password) {
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: word },
    headers: { 'x-gezhi-device': uuidv7() },
  });
  const [cookie] = answer.cookies;
  const headers = { cookie: `gezhi_session=${cookie?.value ?? ''}` };
  const read = (method: 'GET' | 'DELETE' | 'PUT', url: string, payload?: object) =>
    house.app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json(), header: String(answer.headers['set-cookie'] ?? ''), read };
}
