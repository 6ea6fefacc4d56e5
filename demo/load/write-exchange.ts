// Another system at the door: a key that is known like the demo's passwords, and services of each kind for Open311.
import { sql } from 'kysely';
import type { Attribute } from '#contract/open311';
import type { Tx } from '#kernel/database';
import { insertPeer, writeService } from '#modules/exchange';
import { demoPeerKey } from '../accounts.ts';
import type { Random } from '../random.ts';

const lampQuestions: readonly Attribute[] = [
  {
    code: 'POLE',
    variable: true,
    datatype: 'string',
    required: true,
    description: '灯杆编号（在灯杆上，如 LD-1203）',
    descriptionEn: 'Number on the pole, such as LD-1203',
    datatypeDescription: 'LD-1203',
  },
  {
    code: 'FAULT',
    variable: true,
    datatype: 'singlevaluelist',
    required: true,
    description: '什么问题',
    descriptionEn: 'What is wrong',
    values: [
      { key: 'out', name: '不亮', nameEn: 'Out' },
      { key: 'flicker', name: '闪烁', nameEn: 'Flickering' },
      { key: 'broken', name: '灯杆或灯罩损坏', nameEn: 'Pole or lamp damaged' },
    ],
  },
  {
    code: 'COUNT',
    variable: true,
    datatype: 'number',
    required: false,
    description: '几盏灯',
    descriptionEn: 'How many lamps',
  },
  {
    code: 'SINCE',
    variable: true,
    datatype: 'datetime',
    required: false,
    description: '从什么时候开始',
    descriptionEn: 'Since when',
    datatypeDescription: 'ISO 8601, 2026-11-20 or 2026-11-20T19:00:00+08:00',
  },
  {
    code: 'NEARBY',
    variable: true,
    datatype: 'multivaluelist',
    required: false,
    description: '附近有什么',
    descriptionEn: 'What is nearby',
    values: [
      { key: 'school', name: '学校', nameEn: 'A school' },
      { key: 'crossing', name: '路口', nameEn: 'A crossing' },
      { key: 'stairs', name: '台阶', nameEn: 'Stairs' },
    ],
  },
  {
    code: 'MORE',
    variable: true,
    datatype: 'text',
    required: false,
    description: '还有什么要说的',
    descriptionEn: 'Anything else',
  },
];

/** 路灯不亮 asks questions; 非法小广告 and 规划建设建议 are taken in batch; the other classes are as they come. */
const offered = [
  { code: '05003', mode: 'realtime', attributes: lampQuestions },
  { code: '04011', mode: 'batch', attributes: [] },
  { code: '09002', mode: 'batch', attributes: [] },
] as const;

/** After the cases: those whose source is another platform get the request they came by. */
export async function writeExchange(tx: Tx, district: number, rng: Random, since: Date): Promise<void> {
  const services = { clock: () => since };
  const peer = rng.uuid(since.getTime());
  const key = demoPeerKey(district);
  await insertPeer(services, tx, {
    district,
    id: peer,
    name: '随手拍（演示）',
    may: ['report', 'read-all', 'update'],
    createdBy: null,
    key,
  });
  for (const setting of offered) await writeService(services, tx, { district, accountId: null }, setting);
  await sql`
    insert into app.exchange_requests (district_id, id, peer_id, service_code, received_at, resend_hash, fields_hash,
                                       description, address, answers, no)
    select c.district_id, c.id, ${peer}::uuid, c.category_code, c.reported_at, sha256(c.id::text::bytea),
           sha256(c.id::text::bytea), c.body, c.address, '[]', c.no
      from app.cases c
     where c.district_id = ${district} and c.source = 'platform' and c.category_code is not null`.execute(tx);
}
