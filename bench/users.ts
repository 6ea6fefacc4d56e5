import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Me } from '#contract/accounts';
import { demoPassword } from '#demo/load';
import { connect } from '#kernel/bootstrap';
import { type Client, refusalOf } from './client.ts';
import type { Material } from './load.ts';

interface Session {
  cookie: string;
  me: Me;
}

/** The people around one life of a case, with a session each; the resident has none. */
export interface User {
  operator: string;
  handler: string;
  checker: string;
  /** Whom the handler works for. */
  unitId: string;
  /** Of the work done: uploaded before anything is measured. */
  photo: string;
  /** Where they sit. */
  address: string;
}

const roles = ['operator', 'departmentHandler', 'checker'] as const;

/** Signs everybody in, several sessions an account where there are fewer accounts than users. */
export async function signInUsers(
  client: Client,
  { district, databaseUrl, count }: { district: number; databaseUrl: string; count: number },
): Promise<User[]> {
  const logins = await readLogins(databaseUrl, district);
  const users: User[] = [];
  for (let n = 0; n < count; n++) {
    const address = `10.200.${n >> 8}.${n & 255}`;
    const enter = (role: (typeof roles)[number]) => {
      const known = logins[role];
      return signIn(client, known[n % known.length] ?? '', address);
    };
    const [operator, handler, checker] = [
      await enter('operator'),
      await enter('departmentHandler'),
      await enter('checker'),
    ];
    users.push({
      operator: operator.cookie,
      handler: handler.cookie,
      checker: checker.cookie,
      unitId: handler.me.posts.find(({ unitId }) => unitId !== null)?.unitId ?? '',
      photo: await uploadPhoto(client, district, n),
      address,
    });
  }
  return users;
}

export async function signIn(client: Client, login: string, address: string): Promise<Session> {
  const body = { login, password: demoPassword };
  const reply = await client.send({ method: 'POST', path: '/api/session', body, address, device: address });
  if (reply.status !== 200) throw new Error(`Signing in as "${login}" was answered ${refusalOf(reply)}.`);
  return { cookie: reply.cookie, me: JSON.parse(reply.text) as Me };
}

/** Of the whole district: the command room's people whose area is its root, and every department. */
async function readLogins(databaseUrl: string, district: number): Promise<Record<(typeof roles)[number], string[]>> {
  const database = await connect(databaseUrl);
  try {
    const { rows } = await database.query<{ role: (typeof roles)[number]; logins: string[] }>(
      `select p.role, array_agg(distinct k.login order by k.login) as logins
         from app.posts p
         join app.post_holders h on h.district_id = p.district_id and h.post_id = p.id
         join app.accounts k on k.district_id = h.district_id and k.id = h.account_id
         left join app.areas a on a.district_id = p.district_id and a.id = p.area_id
        where p.district_id = $1 and p.role = any($2) and h.kind = 'holder' and (a.level = 0 or p.unit_id is not null)
        group by 1`,
      [district, roles],
    );
    const found = Object.fromEntries(rows.map(({ role, logins }) => [role, logins]));
    return found as Record<(typeof roles)[number], string[]>;
  } finally {
    await database.end();
  }
}

async function uploadPhoto(client: Client, district: number, tint: number): Promise<string> {
  const id = randomUUID();
  const background = { r: tint % 256, g: 120, b: 90 };
  const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const form = new FormData();
  form.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg');
  const path = `/api/public/files/${id}?district=${district}`;
  const reply = await client.send({ method: 'POST', path, form, device: `bench-photo-${tint}` });
  if (reply.status !== 200) throw new Error(`A photo was answered ${refusalOf(reply)}.`);
  return id;
}

/**
 * The words of the demo's cases, and places as far apart as real reports are: each well inside another micro-grid, since
 * only so many are taken from one place in ten minutes. `checked`: only of classes that somebody must check on site,
 * whose lives have no shorter way.
 */
export async function readMaterial(databaseUrl: string, district: number, checked: boolean): Promise<Material[]> {
  const database = await connect(databaseUrl);
  try {
    const { rows } = await database.query<Material>(
      `with words as (
         select title, body, category_code, row_number() over (order by id) as n
           from (select c.id, c.title, c.body, c.category_code from app.cases c
                  where c.district_id = $1 and c.body <> ''
                    and not exists (select from app.admissions d where d.district_id = c.district_id
                                       and d.category_code = c.category_code and not d.admitted)
                    and (not $2 or (c.risk <> 'low' and c.category_code is not null and c.category_code !~ '^99'))
                  order by c.id limit 5000) c),
       places as (
         select a.lon, a.lat, row_number() over (order by a.code) - 1 as n, count(*) over () as many
           from app.areas a join app.area_levels l on l.district_id = a.district_id and l.level = a.level and l.leaf
          where a.district_id = $1)
       select w.title, w.body, w.category_code as "categoryCode", p.lon, p.lat
         from words w join places p on p.n = w.n % p.many
        order by w.n`,
      [district, checked],
    );
    return rows;
  } finally {
    await database.end();
  }
}
