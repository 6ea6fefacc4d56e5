import pg from 'pg';
import type { Figures } from '#contract/figures';
import { erqi } from '#demo/places/districts';
import { createRandom } from '#demo/random';
import { openClient } from './client.ts';
import { ascending, type Figure, figure, grouped, percentile, type Report, under } from './figures.ts';
import { reportFrom } from './load.ts';
import type { BenchOptions } from './options.ts';
import type { Stage } from './stage.ts';
import { readMaterial, signIn } from './users.ts';

const district = erqi.id;
const dayMs = 24 * 3600_000;
const dayOf = (at: number) => new Date(at + 8 * 3600_000).toISOString().slice(0, 10);

interface Asked {
  name: string;
  query: string;
  /** One number of the same answer, added up by hand from the kept sums, or from the facts where none are kept. */
  bare: string;
  goal: boolean;
}

/** The figures page of a district, a street and a community, and how soon a report is in them. */
export async function benchFigures({ cases, tiny, say }: BenchOptions, stage: Stage): Promise<Report> {
  const { url } = await stage.server();
  const { ownerUrl } = await stage.database();
  const samples = tiny ? 5 : 60;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const client = openClient(url, 4);
  try {
    // The leader of the district; several sessions, since one may ask 600 times a minute.
    const cookies = await Promise.all(
      [1, 2, 3, 4].map(async (n) => (await signIn(client, 'boss', `10.9.8.${n}`)).cookie),
    );
    const asks = await asksOf(owner);
    const figures: Figure[] = [];
    for (const one of asks) {
      say(one.name);
      figures.push(...(await measureAsked({ client, cookies, owner, samples }, one)));
    }
    const fresh = await measureFreshness({ client, cookies, ownerUrl, rounds: tiny ? 2 : 20 });
    figures.push(
      figure('figures.fresh.p50', 's', { value: percentile(fresh, 0.5) }),
      figure('figures.fresh.slowest', 's', { value: percentile(fresh, 1) }, under(10)),
    );
    return { figures, notes: notesOf(cases, samples, asks, fresh.length) };
  } finally {
    client.close();
    await owner.end();
  }
}

interface Asking {
  client: ReturnType<typeof openClient>;
  cookies: readonly string[];
  owner: pg.Client;
  samples: number;
}

/** The request and the bare statement in turns; the first six rounds warm up. */
async function measureAsked({ client, cookies, owner, samples }: Asking, asked: Asked): Promise<Figure[]> {
  const { name, query, bare, goal } = asked;
  const times: { http: number[]; bare: number[] } = { http: [], bare: [] };
  for (let round = -6; round < samples; round += 1) {
    const path = `/api/figures?${query}`;
    const reply = await client.send({ method: 'GET', path, cookie: cookies[(round + 6) % cookies.length] ?? '' });
    if (reply.status !== 200) throw new Error(`${path} was answered ${reply.status}: ${reply.text.slice(0, 200)}`);
    const began = performance.now();
    await owner.query({ name: `bare ${name}`, text: bare });
    if (round < 0) continue;
    times.http.push(reply.ms);
    times.bare.push(performance.now() - began);
  }
  const [http, limit] = [ascending(times.http), ascending(times.bare)];
  return [0.5, 0.95].map((share) =>
    figure(
      `figures.${name}.p${share * 100}`,
      'ms',
      { value: percentile(http, share), limit: percentile(limit, share) },
      share === 0.95 && goal ? under(200) : undefined,
    ),
  );
}

function notesOf(cases: number, samples: number, asks: readonly Asked[], rounds: number): string[] {
  return [
    `The account "boss" in a district of ${grouped(cases)} cases; ${samples} requests each, one after the other on a kept connection. One answer holds the three families (16 figures), their exclusions, the period before and the year before, and one row a group.`,
    `Asked: ${asks.map(({ name, query }) => `${name} (${query.replace(/areaId=[^&]+/, 'areaId=…')})`).join('; ')}.`,
    'Limit: one number (closed in time and due) of the same groups and days as a bare prepared statement of the owner through pg, in turns with the requests; for "community" the groups are counted from the facts, there and here.',
    `Fresh: from the answer to a report (it is committed then) until a fresh request of today's figures counts it, asked every 100 ms; ${rounds} reports.`,
  ];
}

/** The district, and its street and community with most cases. */
async function asksOf(owner: pg.Client): Promise<Asked[]> {
  const busiest = async (level: number) => {
    const { rows } = await owner.query<{ id: string; path: string }>(
      `select a.id, a.path from app.areas a join app.case_daily t
          on t.district_id = a.district_id and t.area_path = a.path and t.dim = 'all'
        where a.district_id = $1 and a.level = $2 and a.valid_to is null
        group by 1, 2 order by sum(t.reported) desc limit 1`,
      [district, level],
    );
    const [found] = rows;
    if (!found) throw new Error(`No area of level ${level} has a case.`);
    return found;
  };
  const [whole, street, community] = [await busiest(0), await busiest(1), await busiest(2)];
  const now = Date.now();
  const [today, month, year] = [dayOf(now), dayOf(now - 29 * dayMs), dayOf(now - 364 * dayMs)];
  const daily = (where: string, from: string, key = 't.area_path') =>
    `select ${key}, sum(t.on_time), sum(t.due) from app.case_daily t
      where t.district_id = ${district} and ${where} and t.day between '${from}' and '${today}' group by 1`;
  const below = (path: string, level: number) =>
    `t.dim = 'all' and t.area_path in (select path from app.areas where district_id = ${district} and level = ${level} and path ^@ '${path}')`;
  const root = whole.path;
  return [
    {
      name: 'areas-month',
      query: `from=${month}&to=${today}&split=area`,
      bare: daily(below(root, 1), month),
      goal: true,
    },
    { name: 'areas-year', query: `from=${year}&to=${today}&split=area`, bare: daily(below(root, 1), year), goal: true },
    {
      name: 'areas-page',
      query: `from=${month}&to=${today}&split=area&grain=day`,
      bare: daily(below(root, 1), month),
      goal: true,
    },
    {
      name: 'street',
      query: `areaId=${street.id}&from=${month}&to=${today}&split=area`,
      bare: daily(below(street.path, 2), month),
      goal: true,
    },
    {
      name: 'community',
      query: `areaId=${community.id}&from=${month}&to=${today}&split=area`,
      bare: `select split_part(f.area_path, '/', 4), count(*) filter (where f.on_time), count(*) from app.case_facts f
        where f.district_id = ${district} and f.area_path >= '${community.path}' and f.area_path < '${community.path}~'
          and f.due_day between '${month}' and '${today}' group by 1`,
      goal: true,
    },
    {
      name: 'units-month',
      query: `from=${month}&to=${today}&split=unit`,
      bare: daily(`t.area_path = '${root}' and t.dim = 'unit'`, month, 't.value'),
      goal: true,
    },
    {
      name: 'kinds-year',
      query: `from=${year}&to=${today}&split=minor`,
      bare: daily(`t.area_path = '${root}' and t.dim = 'minor'`, year, 't.value'),
      goal: true,
    },
  ];
}

interface Watching {
  client: ReturnType<typeof openClient>;
  cookies: readonly string[];
  ownerUrl: string;
  rounds: number;
}

/** Seconds from a committed report to a figure that counts it, ascending. */
async function measureFreshness({ client, cookies, ownerUrl, rounds }: Watching): Promise<number[]> {
  const material = await readMaterial(ownerUrl, district, false);
  const rng = createRandom('fresh');
  const today = dayOf(Date.now());
  let asked = 0;
  const reported = async () => {
    asked += 1;
    const cookie = cookies[asked % cookies.length] ?? '';
    const reply = await client.send({ method: 'GET', path: `/api/figures?from=${today}&to=${today}`, cookie });
    return (JSON.parse(reply.text) as Figures).measures.reported;
  };
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = await reported();
    const body = reportFrom(material, district, rng);
    const device = `fresh-${round}`;
    const address = `10.77.0.${round}`;
    const filed = await client.send({ method: 'POST', path: '/api/public/cases', body, device, address });
    if (filed.status !== 200) throw new Error(`A report was answered ${filed.status}: ${filed.text.slice(0, 200)}`);
    const began = performance.now();
    while ((await reported()) === before) {
      if (performance.now() - began > 60_000) throw new Error('A report is in no figure after a minute.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    seconds.push((performance.now() - began) / 1000);
  }
  return ascending(seconds);
}
