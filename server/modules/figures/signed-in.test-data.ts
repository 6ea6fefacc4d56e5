import type { House } from '#testing/house';
import type { Caller } from '#testing/world';

/** Someone of the demo, by HTTP. */
export async function signedIn(
  house: House,
  login: string,
  password: string,
): Promise<{ call: Caller; cookie: string }> {
  const answer = await house.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } });
  const [first] = answer.cookies;
  if (!first) throw new Error(`${login}: ${answer.body}`);
  const cookie = `${first.name}=${first.value}`;
  const call: Caller = async (route, ask) => {
    const [method = 'GET', path = ''] = route.split(' ');
    const { params, query } = (ask ?? {}) as { params?: Record<string, string>; query?: Record<string, unknown> };
    const url = path.replace(/:(\w+)/g, (_, name: string) => params?.[name] ?? '');
    const search = new URLSearchParams(Object.entries(query ?? {}).map(([key, value]) => [key, String(value)]));
    const got = await house.app.inject({ method: method as 'GET', url: `${url}?${search}`, headers: { cookie } });
    const body = got.json();
    return { status: got.statusCode, body, code: got.statusCode >= 400 ? body.code : undefined };
  };
  return { call, cookie };
}
