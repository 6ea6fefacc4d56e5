import { createRandom } from '#demo/random';
import { connect } from '#kernel/bootstrap';
import { type CannedAnswer, startBare } from './bare.ts';
import { openClient } from './client.ts';
import { type Ask, type Asked, asks, checkLives, finalState, type Life, liveOnce, moves } from './life.ts';
import type { Material } from './load.ts';
import type { Running } from './running.ts';
import type { Stage } from './stage.ts';
import { signInUsers, type User } from './users.ts';

/** Where lives can be lived: the server of a stage, or a bare one that answers the same bytes. */
export interface Ground {
  url: string;
  users: readonly User[];
  district: number;
  material: readonly Material[];
  /** Counts on over all that is lived here. */
  numbers: { next: number };
}

export async function settle(
  stage: Stage,
  { district, users, material }: { district: number; users: number; material: readonly Material[] },
): Promise<Ground> {
  const { url } = await stage.server();
  const { ownerUrl } = await stage.database();
  await takeCommonFlow(ownerUrl, district);
  const client = openClient(url, 1);
  try {
    const people = await signInUsers(client, { district, databaseUrl: ownerUrl, count: users });
    // Apart from the phones of the other benches.
    return { url, users: people, district, material, numbers: { next: 2_000_000 } };
  } finally {
    client.close();
  }
}

/** The lives are those of the common flow, whatever the demo's tenant takes: figures stay comparable from release to release. */
async function takeCommonFlow(ownerUrl: string, district: number): Promise<void> {
  const database = await connect(ownerUrl);
  try {
    await database.query(`update app.districts set settings = settings - 'flow' where id = $1`, [district]);
    await database.query(`select pg_notify('flows_changed', $1)`, [String(district)]);
  } finally {
    await database.end();
  }
}

/** How many lives at once, begun when: returns every life that was begun, ended or not refused in silence. */
export async function liveAll(ground: Ground, begin: (live: () => Promise<void>) => Promise<void>): Promise<Life[]> {
  const client = openClient(ground.url, Number.POSITIVE_INFINITY);
  const lives: Life[] = [];
  try {
    await begin(async () => {
      const number = ground.numbers.next++;
      const user = ground.users[number % ground.users.length];
      if (!user) throw new Error('Nobody is signed in.');
      const { district, material } = ground;
      lives.push(
        await liveOnce({ client, district, material, rng: createRandom(`bench/life/${number}`), user, number }),
      );
    });
    return lives;
  } finally {
    client.close();
  }
}

/** Every user lives one case after the other until the time is over; begun lives are lived to their end. */
export function liveWithoutPause(ground: Ground, ms: number): Promise<Life[]> {
  return liveAll(ground, async (live) => {
    const until = performance.now() + ms;
    await Promise.all(
      ground.users.map(async () => {
        while (performance.now() < until) await live();
      }),
    );
  });
}

export const askedOf = (lives: readonly Life[]): Asked[] => lives.flatMap(({ asked }) => asked);
export const faultsOf = (lives: readonly Life[]): string[] => lives.flatMap(({ fault }) => fault ?? []);
export const wholeOf = (lives: readonly Life[]): Life[] => lives.filter(({ fault }) => fault === null);

/** Whether everything that was acknowledged is in the data, whole and linked; in words what is not. */
export async function missingFrom(databaseUrl: string, district: number, lives: readonly Life[]): Promise<string[]> {
  const whole = wholeOf(lives);
  const database = await connect(databaseUrl);
  try {
    const values = [district, whole.map(({ id }) => id), whole.map(({ no }) => no), finalState, moves];
    const { rows } = await database.query<{ whole: number }>(checkLives, values);
    const found = rows[0]?.whole ?? 0;
    const numbers = new Set(whole.map(({ no }) => no)).size;
    return [
      ...(found === whole.length ? [] : [`${whole.length - found} of ${whole.length} lives are not whole in the data`]),
      ...(numbers === whole.length ? [] : [`${whole.length - numbers} numbers were given twice`]),
    ];
  } finally {
    await database.end();
  }
}

const routes: Record<Ask, Pick<CannedAnswer, 'method' | 'url'>> = {
  report: { method: 'POST', url: '/api/public/cases' },
  accept: { method: 'POST', url: '/api/cases/:id/moves' },
  dispatch: { method: 'POST', url: '/api/cases/:id/moves' },
  acknowledge: { method: 'POST', url: '/api/cases/:id/moves' },
  begin: { method: 'POST', url: '/api/cases/:id/moves' },
  handle: { method: 'POST', url: '/api/cases/:id/moves' },
  pass: { method: 'POST', url: '/api/cases/:id/moves' },
  rate: { method: 'POST', url: '/api/public/track/:token/moves' },
  search: { method: 'GET', url: '/api/cases' },
};

/** Fastify alone with the answers of a life that was lived; every move gets the longest answer of a move. */
export function bareLife(port: number, lived: Life): Promise<Running> {
  const longest = new Map<string, CannedAnswer>();
  for (const ask of asks) {
    const text = lived.asked.find((one) => one.ask === ask)?.reply.text ?? '';
    const route = routes[ask];
    const known = longest.get(route.url + route.method);
    if (!known || known.text.length < text.length) longest.set(route.url + route.method, { ...route, text });
  }
  return startBare(port, [...longest.values()]);
}
