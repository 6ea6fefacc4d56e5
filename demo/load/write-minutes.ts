// Minutes of a few meetings, as grids hold them every other week: some matters done, some late.
import type { Tx } from '#kernel/database';
import type { People } from '../people.ts';
import type { DemoArea, Places } from '../places/areas.ts';
import type { Random } from '../random.ts';

export interface MinutesWorld {
  readonly district: number;
  readonly people: Pick<People, 'postOf'>;
  readonly places: Pick<Places, 'levels'>;
  readonly rng: Random;
  readonly now: Date;
}

interface Matter {
  readonly words: string;
  readonly who: string;
  /** Days from today to the day it is due. */
  readonly due: number;
  readonly done?: string;
}

const dayMs = 24 * 3600_000;
const meetings: readonly { title: string; held: number; matters: readonly Matter[] }[] = [
  {
    title: '协商会',
    held: -12,
    matters: [
      { words: '3号楼北侧路灯不亮，请市政养护中心更换灯具', who: '网格长', due: -3 },
      { words: '电动车棚加装充电桩，拿出方案并公示', who: '物业公司', due: 6 },
      { words: '楼道堆物集中清理一次', who: '微网格员', due: -5, done: '三个单元已清完，照片在群里。' },
    ],
  },
  {
    title: '红管家议事会',
    held: -4,
    matters: [
      { words: '东门早市占道，和商户约定收摊时间', who: '社区工作人员', due: 3 },
      { words: '化粪池清掏，费用由业委会两人签字', who: '业委会', due: 10 },
    ],
  },
];

const iso = (now: Date, days: number) =>
  new Date(now.getTime() + 8 * 3600_000 + days * dayMs).toISOString().slice(0, 10);

export async function writeMinutes(tx: Tx, { district, people, places, rng, now }: MinutesWorld): Promise<void> {
  const grids = places.levels.at(-2) ?? [];
  for (const [n, meeting] of meetings.entries()) {
    const grid = grids[n];
    if (grid) await writeMeeting(tx, { district, people, rng, now }, grid, meeting);
  }
}

async function writeMeeting(
  tx: Tx,
  { district, people, rng, now }: Omit<MinutesWorld, 'places'>,
  grid: DemoArea,
  { title, held, matters }: (typeof meetings)[number],
): Promise<void> {
  const at = new Date(now.getTime() + held * dayMs);
  const id = rng.uuid(at.getTime());
  const leader = people.postOf('gridLeader', grid);
  await tx
    .insertInto('meetings')
    .values({
      district_id: district,
      id,
      area_id: grid.id,
      area_path: grid.path,
      title: `${grid.name}${title}`,
      held_on: iso(now, held),
      body: matters.map(({ words, who }, index) => `${index + 1}、${words}，由${who}负责。`).join('\n'),
      by_account: leader.holders[0]?.id ?? null,
      created_at: at,
    })
    .execute();
  for (const [index, { words, who, due, done }] of matters.entries()) {
    const lineId = rng.uuid(at.getTime() + index + 1);
    await tx
      .insertInto('meeting_lines')
      .values({
        district_id: district,
        id: lineId,
        meeting_id: id,
        area_path: grid.path,
        n: index + 1,
        matter: words,
        responsible: who,
        post_id: who === '网格长' ? leader.id : null,
        due_on: iso(now, due),
        state: done ? 'done' : 'open',
        changed_at: at,
      })
      .execute();
    if (!done) continue;
    await tx
      .insertInto('meeting_follow_ups')
      .values({
        district_id: district,
        line_id: lineId,
        seq: 1,
        at: new Date(at.getTime() + dayMs),
        by_account: leader.holders[0]?.id ?? null,
        kind: 'done',
        note: done,
      })
      .execute();
  }
}
