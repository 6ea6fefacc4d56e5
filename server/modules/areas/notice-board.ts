import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { Role } from '#contract/rights';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { type Locale, refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { type BoardPost, boardPosts } from './area-holders.ts';
import { type AreaOnTrail, trailOf } from './area-trail.ts';
import { districtById, resolveDistrict } from './read-district.ts';

type Board = Answer<'GET /api/public/boards/:id'>;

/** Who, for what, by which phone: the board at the entrance of a micro-grid. */
export async function noticeBoard({
  services,
  params,
  query,
  locale,
}: Call<'GET /api/public/boards/:id'>): Promise<Board> {
  const { id: district } = await resolveDistrict(services, query.district);
  const { hotline } = await districtById(services, district);
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const now = services.clock();
    const trail = await trailOf(tx, district, params.id, locale);
    const area = trail.at(-1) ?? refuse('area.unknown');
    const posts = await boardPosts(tx, district, onBoard(trail), now);
    return {
      area: {
        id: area.id,
        name: area.name,
        code: area.code,
        households: area.households,
        kind: area.kind,
        path: trail.map(({ id, name, levelName }) => ({ id, name, levelName })),
      },
      people: posts.filter((post) => dutiesOf(post.role) !== undefined).map((post) => person(post, locale)),
      hotline,
      ...(await countCases(tx, district, area.path, new Date(now.getTime() - 30 * 86_400_000))),
    };
  });
}

/** The area itself and the two above it: micro-grid worker, grid leader, community. Higher offices are not on a door. */
function onBoard(trail: readonly AreaOnTrail[]): string[] {
  return trail
    .slice(-3)
    .map(({ id }) => id)
    .reverse();
}

function person({ role, title, name, phone }: BoardPost, locale: Locale): Board['people'][number] {
  const duties = dutiesOf(role);
  return { title, name, phone, duties: (locale === 'en' ? duties?.en : duties?.zh) ?? '' };
}

const duties: Partial<Record<Role, { zh: string; en: string }>> = {
  microGridWorker: {
    zh: '走访住户、巡查、受理上报，当场能办的当场办',
    en: 'Visits households, patrols, takes reports and settles on the spot what can be settled there',
  },
  gridLeader: {
    zh: '协调网格内的事，核查办理结果',
    en: 'Coordinates the matters of the grid and checks what was done',
  },
  communityStaff: {
    zh: '受理网格上交的事，联系部门，听取居民意见',
    en: 'Takes what the grids hand up, calls in departments, hears residents',
  },
};
function dutiesOf(role: Role): { zh: string; en: string } | undefined {
  return duties[role];
}

async function countCases(
  tx: Tx,
  district: number,
  path: string,
  since: Date,
): Promise<{ closedIn30Days: number; openNow: number }> {
  const { rows } = await sql<{ closedIn30Days: number; openNow: number }>`
    select (select count(*)::int from app.cases k where k.district_id = ${district} and k.open
              and k.area_path >= ${path} and k.area_path < left(${path}, -1) || '0') as "openNow",
           (select count(*)::int from app.cases k where k.district_id = ${district} and k.closed_at >= ${since}
              and k.area_path >= ${path} and k.area_path < left(${path}, -1) || '0') as "closedIn30Days"`.execute(tx);
  return rows[0] ?? { closedIn30Days: 0, openNow: 0 };
}
