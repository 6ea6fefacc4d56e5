import type { FastifyInstance } from 'fastify';
import type { CaseView, Reported } from '#contract/cases';
import { demoPassword } from '#demo/accounts';
import { drawPictures } from '#demo/pictures';
import { type Story, type StoryStep, storiesOf } from '#demo/stories';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import type { Services } from '#kernel/services';
import { flowsOf } from '#modules/flows';
import { buildApp } from './app.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A town whose people act, each signed in as in a browser. */
interface Town {
  app: FastifyInstance;
  services: Services;
  district: number;
  /** Logins of the demo by role, and by the name of a unit its handler's. */
  logins: ReadonlyMap<string, string>;
  point: { lon: number; lat: number };
  /** The told time in ms. */
  time: { now: number };
  cookies: Map<string, { cookie: string; at: number }>;
}

/**
 * Lives the reports' stories in the towns of the demo, through the front door and with a clock of their own, so that a new
 * installation shows each flow in its own words, with what hangs on it: whistles, teams, supervision, a consultation.
 */
export async function tellStories(services: Services): Promise<void> {
  const present = await services.database.app.selectFrom('districts').select('id').execute();
  const time = { now: 0 };
  const told: Services = { ...services, clock: () => new Date(time.now) };
  const app = await buildApp(told, { strictAnswers: false, distDir: null });
  try {
    for (const { id } of present) {
      const { flow, stories } = storiesOf.get(id) ?? { flow: null, stories: [] };
      if ((await flowsOf(services, id)).byDefault.document.code !== flow) continue;
      const town = await openTown(app, told, id, time);
      for (const story of stories) await tellStory(town, story, services.clock().getTime());
    }
  } finally {
    await app.close();
  }
}

async function openTown(
  app: FastifyInstance,
  services: Services,
  district: number,
  time: { now: number },
): Promise<Town> {
  const logins = await readLogins(services, district);
  time.now = Date.now() - 4 * day;
  const town: Town = { app, services, district, logins, time, cookies: new Map(), point: { lon: 0, lat: 0 } };
  const { posts } = await ask<{ posts: { areaId: string }[] }>(town, 'worker', 'GET', '/api/session');
  const { area } = await ask<{ area: { lon: number; lat: number } }>(
    town,
    'worker',
    'GET',
    `/api/areas/${posts[0]?.areaId}`,
  );
  return { ...town, point: { lon: area.lon, lat: area.lat } };
}

/** By role, and by name for the handlers of each unit. */
function readLogins(services: Services, district: number): Promise<ReadonlyMap<string, string>> {
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const all = await tx.selectFrom('accounts').select('login').where('district_id', '=', district).execute();
    const handlers = await tx
      .selectFrom('post_holders as h')
      .innerJoin('posts as p', (on) => on.onRef('p.id', '=', 'h.post_id').on('p.district_id', '=', district))
      .innerJoin('units as u', (on) => on.onRef('u.id', '=', 'p.unit_id').on('u.district_id', '=', district))
      .innerJoin('accounts as a', (on) => on.onRef('a.id', '=', 'h.account_id').on('a.district_id', '=', district))
      .select(['u.name', 'a.login'])
      .where('h.district_id', '=', district)
      .where('h.to_at', 'is', null)
      .where('p.role', '=', 'departmentHandler')
      .execute();
    return new Map([
      ...handlers.map(({ name, login }) => [name, login] as const),
      ...all.map(({ login }) => [login.replace(/^[a-z]{2}-/, ''), login] as const),
    ]);
  });
}

/** From nine in the morning three days ago, or so that the last step was a quarter of an hour ago. */
function beginOf({ over, steps }: Story, now: number): number {
  const whole = steps.reduce((sum, { after }) => sum + after, 0) * minute;
  if (!over) return now - whole - 15 * minute;
  const shanghai = 8 * 60 * minute;
  return Math.floor((now + shanghai) / day) * day - shanghai - 3 * day + 9 * 60 * minute;
}

async function tellStory(town: Town, story: Story, now: number): Promise<void> {
  town.time.now = beginOf(story, now);
  const by = story.by === 'resident' ? null : story.by;
  const { id, token } = await ask<Reported>(town, by, 'POST', by ? '/api/cases' : '/api/public/cases', {
    id: town.services.ids(),
    commandId: town.services.ids(),
    district: town.district,
    body: story.body,
    categoryCode: story.categoryCode,
    place: { point: { ...town.point, accuracy: 9 }, source: 'map' },
    photos: [{ id: await sendPhoto(town, [story.scene, 'before']), kind: 'before' }],
    ...(story.source ? { source: story.source } : {}),
  });
  for (const step of story.steps) await takeStep(town, step, { id, token });
}

async function takeStep(town: Town, step: StoryStep, { id, token }: { id: string; token: string }): Promise<void> {
  town.time.now += step.after * minute;
  const commandId = town.services.ids();
  if (step.who === 'resident')
    return ask(town, null, 'POST', `/api/public/track/${token}/moves`, { commandId, ...step.ask });
  // The check of what is of low risk may have been waived by sampling.
  if (step.ask.move === 'pass' && (await readCase(town, step.who, id)).state === 'checked') return;
  await ask(town, step.who, 'POST', `/api/cases/${id}/moves`, {
    commandId,
    ...step.ask,
    ...(await namedIn(town, step, id)),
  });
}

const readCase = (town: Town, who: string, id: string) => ask<CaseView>(town, who, 'GET', `/api/cases/${id}`);

/** What the step names by name, found. */
async function namedIn(town: Town, step: StoryStep, id: string): Promise<Record<string, unknown>> {
  const { who } = step;
  const found: Record<string, unknown> = {};
  if (step.unit) found.unitId = (await unitsOf(town)).get(step.unit);
  if (step.units) {
    const units = await unitsOf(town);
    found.unitIds = step.units.map((name) => units.get(name));
  }
  if (step.posts) {
    const { rows } = await ask<{ rows: { id: string; holders: unknown[] }[] }>(
      town,
      'operator',
      'GET',
      `/api/posts?role=${step.posts.role}`,
    );
    found.postIds = rows
      .filter(({ holders }) => holders.length > 0)
      .slice(0, step.posts.most)
      .map((post) => post.id);
  }
  if (step.ownTask) {
    const { parts } = await readCase(town, who, id);
    found.taskId = parts.tasks.find(({ mine, doneAt }) => mine && doneAt === null)?.id;
  }
  if (step.untilHours) found.until = new Date(town.time.now + step.untilHours * 60 * minute).toISOString();
  if (step.photo) found.photos = [{ id: await sendPhoto(town, step.photo), kind: step.photo[1] }];
  return found;
}

async function unitsOf(town: Town): Promise<Map<string, string>> {
  const { rows } = await ask<{ rows: { id: string; name: string }[] }>(town, 'operator', 'GET', '/api/units');
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** Sends a drawn picture as a phone does and returns its id. */
async function sendPhoto(town: Town, [scene, kind]: readonly [string, 'before' | 'after' | 'check']): Promise<string> {
  const pictures = await drawPictures();
  const drawn = pictures.find((one) => one.scene === scene && one.kind === (kind === 'before' ? 'before' : 'after'));
  if (!drawn) throw new Error(`no picture of ${scene}`);
  const id = town.services.ids();
  const edge = 'edge-of-parts';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="photo"; filename="p.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const answer = await town.app.inject({
    method: 'POST',
    url: `/api/public/files/${id}?district=${town.district}`,
    payload: Buffer.concat([Buffer.from(head), drawn.view, Buffer.from(`\r\n--${edge}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  });
  if (answer.statusCode !== 200) throw new Error(`a photo of a story: ${answer.body}`);
  return id;
}

/** One request as the person would send it; null: a resident without an account. */
async function ask<T>(
  town: Town,
  who: string | null,
  method: 'GET' | 'POST',
  url: string,
  body?: Record<string, unknown>,
): Promise<T> {
  const headers = who ? { cookie: await cookieOf(town, who) } : { 'x-gezhi-device': town.services.ids() };
  const answer = await town.app.inject({ method, url, headers, ...(body && { payload: body }) });
  if (answer.statusCode !== 200)
    throw new Error(`${who ?? 'a resident'} of ${town.district}: ${JSON.stringify(body)}: ${answer.body}`);
  return answer.json();
}

/** A session that has been idle for longer than this has ended. */
const freshFor = 6 * 60 * minute;

async function cookieOf(town: Town, who: string): Promise<string> {
  const known = town.cookies.get(who);
  if (known && town.time.now - known.at < freshFor) return known.cookie;
  const payload = { login: town.logins.get(who), password: demoPassword };
  const answer = await town.app.inject({ method: 'POST', url: '/api/session', payload });
  const [first] = answer.cookies;
  if (!first) throw new Error(`${payload.login} cannot sign in: ${answer.body}`);
  const cookie = `${first.name}=${first.value}`;
  town.cookies.set(who, { cookie, at: town.time.now });
  return cookie;
}
