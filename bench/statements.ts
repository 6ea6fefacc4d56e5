import type { Reported } from '#contract/cases';
import { erqi } from '#demo/places/districts';
import { createRandom } from '#demo/random';
import type { Client } from './client.ts';
import { atMost, figure, type Report } from './figures.ts';
import { openHouse } from './house.ts';
import { asks, liveOnce } from './life.ts';
import { settle } from './living.ts';
import { type Material, reportFrom } from './load.ts';
import type { BenchOptions } from './options.ts';
import type { Stage } from './stage.ts';
import { readMaterial } from './users.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
const district = erqi.id;

/** What one report asks of the database when nobody else reports: in a crowd, reports share it. */
export async function benchStatements({ tiny }: BenchOptions, stage: Stage): Promise<Report> {
  await stage.server();
  const reports = tiny ? 3 : 100;
  const house = await openHouse(stage);
  try {
    const material = await readMaterial((await stage.database()).ownerUrl, district, false);
    const counted = await countStatements(house, material, reports);
    const stored = await countStored(house, counted.answered);
    const moves = await countMoves(house, stage, tiny ? 1 : 10);
    return {
      figures: [
        figure('statements.statements', 'per report', { value: counted.statements, limit: 1 }, atMost(8)),
        figure('statements.round-trips', 'per report', { value: counted.trips, limit: 1 }, atMost(2)),
        figure('statements.commits', 'per report', { value: counted.commits, limit: 1 }, atMost(1)),
        figure('statements.of-a-move', 'per move', { value: moves.statements, limit: 1 }),
        figure('statements.round-trips-of-a-move', 'per move', { value: moves.trips, limit: 1 }),
        figure('statements.data-faults', 'faults', { value: counted.answered.length - stored }, atMost(0)),
      ],
      notes: [
        `Mean of ${reports} reports, one after the other, heard by the database's hook, this process's caches warm; both roles, BEGIN and COMMIT included. Limit: one statement that writes the same rows, as in the limit of intake.`,
        `Statements: ${counted.kinds}.`,
        `A move: the mean of the moves of whole lives, the answer (the case as it is then) included. Statements and round trips: ${moves.kinds}.`,
        `Checked afterwards: ${stored} of ${counted.answered.length} answered reports are stored under their id and number with a step, a contact and a clock.`,
      ],
    };
  } finally {
    await house.close();
  }
}

interface Counted {
  ask: string;
  statements: number;
  trips: number;
}

/** Lives in this process: of each ask, what was sent. */
async function countMoves(house: House, stage: Stage, lives: number) {
  const { ownerUrl } = await stage.database();
  const material = await readMaterial(ownerUrl, district, true);
  const ground = await settle(stage, { district, users: 1, material });
  const [user] = ground.users;
  if (!user) throw new Error('Nobody is signed in.');
  const counted: Counted[] = [];
  const client = inside(house, counted);
  for (let number = 0; number <= lives; number++) {
    const life = await liveOnce({
      client,
      district,
      material,
      rng: createRandom(`bench/moves/${number}`),
      user,
      number,
    });
    if (life.fault) throw new Error(`A life was refused: ${life.fault}.`);
    // The first one fills the caches.
    if (number === 0) counted.length = 0;
  }
  const mean = (wanted: readonly Counted[], what: 'statements' | 'trips') =>
    wanted.reduce((sum, one) => sum + one[what], 0) / wanted.length;
  const moved = counted.filter(({ ask }) => ask !== 'report' && ask !== 'search');
  const kinds = [...Map.groupBy(counted, ({ ask }) => ask)].map(
    ([ask, found]) => `${ask} ${Math.round(mean(found, 'statements'))} in ${Math.round(mean(found, 'trips'))}`,
  );
  return { statements: mean(moved, 'statements'), trips: mean(moved, 'trips'), kinds: kinds.join(', ') };
}

/** A client of the application in this process, which notes what each ask costs. */
function inside(house: House, counted: Counted[]): Client {
  return {
    async send({ method, path, body, cookie, device }) {
      const before = { statements: house.texts.length, trips: house.trips() };
      const answer = await house.app.inject({
        method,
        url: path,
        headers: { ...(cookie ? { cookie } : {}), ...(device ? { 'x-gezhi-device': device } : {}) },
        ...(body ? { payload: body } : {}),
      });
      const ask = asks[counted.length % asks.length] ?? '';
      counted.push({ ask, statements: house.texts.length - before.statements, trips: house.trips() - before.trips });
      return { status: answer.statusCode, text: answer.body, cookie: '', ms: 0 };
    },
    close: () => undefined,
  };
}

async function countStored({ database }: House, answered: readonly Reported[]): Promise<number> {
  const { rows } = await database.ownerPool.query<{ stored: number }>(
    `select count(*)::int as stored from unnest($2::uuid[], $3::text[]) as a(id, no)
       join app.cases c on c.district_id = $1 and c.id = a.id and c.no = a.no
      where exists (select from app.case_steps s where s.district_id = $1 and s.case_id = c.id and s.hash = c.last_hash)
        and exists (select from app.case_contacts o where o.district_id = $1 and o.case_id = c.id)
        and exists (select from graphile_worker.jobs j where j.key = 'clock:' || c.district_id || ':' || c.id)`,
    [district, answered.map(({ id }) => id), answered.map(({ no }) => no)],
  );
  return rows[0]?.stored ?? 0;
}

async function countStatements(house: House, material: readonly Material[], reports: number) {
  const rng = createRandom('bench/statements');
  const answered: Reported[] = [];
  const report = async () => {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/public/cases',
      headers: { 'x-gezhi-device': `bench-inside-${answered.length}` },
      payload: reportFrom(material, district, rng),
    });
    if (answer.statusCode !== 200) throw new Error(`A report was answered ${answer.statusCode}: ${answer.body}`);
    answered.push(answer.json<Reported>());
  };
  // The first one builds the index of the areas and reads the catalogue.
  await report();
  await report();
  house.texts.length = 0;
  const before = house.trips();
  for (let left = reports; left > 0; left--) await report();
  const texts = [...house.texts];
  const perReport = (wanted: (text: string) => boolean) => texts.filter(wanted).length / reports;
  return {
    answered,
    statements: perReport(() => true),
    trips: (house.trips() - before) / reports,
    commits: perReport((text) => text === 'commit'),
    kinds: kindsOf(texts, reports),
  };
}

/** "insert cases, 3 select accounts": what is done to which table or function, in order of first use. */
function kindsOf(texts: readonly string[], reports: number): string {
  const kinds = new Map<string, number>();
  for (const text of texts) {
    const [, verb = text.trim()] = /^\s*(\w+)/.exec(text) ?? [];
    const [, target = ''] = /(?:into|from|update)\s+"?(?:app\.)?"?(\w+)|select\s+((?:app\.)?\w+\()/.exec(text) ?? [];
    const called = /^\s*select\s+(?:app\.)?(\w+)\(/.exec(text)?.[1];
    const kind = `${verb} ${called ?? target}`.trim();
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return [...kinds]
    .map(([kind, count]) => `${count === reports ? '' : `${(count / reports).toFixed(1)} × `}${kind}`)
    .join(', ');
}
