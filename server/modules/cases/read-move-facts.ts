import { type RawBuilder, sql } from 'kysely';
import { type FirstAnswer, firstAnswers } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { pathsUpFrom } from '#modules/areas';
import { type PhotoHash, photoHashes } from '#modules/files';
import { type Candidate, type NamedRule, ownerCandidates } from '#modules/posts';
import { type CaseRecord, lockCase, type RecordRow, selectRecord, toRecord } from './case-record.ts';
import { type Pause, type PauseRow, pausesOf, toPause } from './pauses.ts';
import { type RoutingFiled, routingFiled } from './route-again.ts';

/** What a move names, by id. */
export interface MoveFactsAsk {
  commandId?: string | undefined;
  photoIds?: readonly string[];
  unitId?: string | undefined;
  areaId?: string | undefined;
  targetId?: string | undefined;
  /** Units and posts that are given tasks. */
  unitIds?: readonly string[] | undefined;
  postIds?: readonly string[] | undefined;
  /** Hashes of tracking tokens that the sender holds. */
  tokenHashes?: readonly Buffer[];
  /** Units that a routing rule could name, where the move asks the rules again. */
  routingUnits?: readonly string[] | null;
  /** Does the move count the total clock anew? */
  counted?: boolean;
}

/** Everything in the database that a move of one case depends on, the case locked. */
export interface MoveFacts {
  current: CaseRecord;
  /** What the same command was answered before. */
  answered: FirstAnswer[];
  /** Posts on the way from the case's place (and the place asked for) to the root, of its unit and the one asked for. */
  candidates: Candidate[];
  /** Contacts with a phone, also of the cases merged into this one. */
  contacts: string[];
  photos: PhotoHash[];
  /** The area that is asked for, if it is in force. */
  area: { id: string; path: string; name: string; leaf: boolean } | null;
  /** Is there a unit in force of the id that is asked for? */
  unitKnown: boolean;
  /** Those of the units and posts asked for that are in force. */
  units: { id: string; name: string }[];
  posts: { id: string; title: string }[];
  /** Names of the case's unit and of its accountable post. */
  unitName: string | null;
  ownerTitle: string | null;
  /** Is there an open case within reach of the id that is asked for? */
  targetOpen: boolean;
  /** Is one of the tokens of this case? */
  joined: boolean;
  /** What the routing rules ask, where the move asks them again. */
  filed: RoutingFiled | null;
  /** When it waited, where the move counts the total clock anew. */
  pauses: Pause[];
}

const rules = [
  'worker',
  'level',
  'operator',
  'unit',
  'checker',
  'reviewer',
  'approver',
] as const satisfies readonly NamedRule[];

/** Locks the case and reads the facts in one round trip; null where no such case is within reach. */
export async function readMoveFacts(
  tx: Tx,
  district: number,
  id: string,
  ask: MoveFactsAsk,
  at: Date,
): Promise<MoveFacts | null> {
  await lockCase(tx, district, id);
  const areaId = ask.areaId ?? null;
  const unitId = ask.unitId ?? null;
  const { unitIds = [], postIds = [], commandId, photoIds = [] } = ask;
  const paths = pathsUpFrom(sql.ref('c.area_path'), sql.ref('asked.path'));
  const candidates = ownerCandidates(district, {
    rules,
    at,
    paths,
    unitIds: sql`(array[c.unit_id, ${unitId}::uuid] || c.helpers || ${unitIds}::uuid[])`,
    postId: sql`unnest(c.owner_post_id || c.helpers || ${postIds}::uuid[] || array(${givers(district)}))`,
  });
  const row = await selectRecord(tx, district, id)
    .leftJoin('areas as asked', (join) =>
      join
        .on('asked.district_id', '=', district)
        .on('asked.id', '=', sql<string>`${areaId}::uuid`)
        .on('asked.valid_to', 'is', null),
    )
    .select(['asked.id as askedId', 'asked.path as askedPath', 'asked.name as askedName'])
    .select([
      sql<boolean>`not exists (
        select 1 from app.areas b where b.district_id = ${district} and b.parent_id = ${areaId}::uuid and b.valid_to is null)`.as(
        'askedLeaf',
      ),
      listOf<FirstAnswer>(firstAnswers(district, commandId ? [commandId] : [])).as('answered'),
      listOf<Candidate>(candidates).as('candidates'),
      listOf<PhotoHash>(photoHashes(district, photoIds)).as('photos'),
      sql<string[]>`array(select app.contacts_to_tell(${district}, c.id)::text)`.as('contacts'),
      sql<boolean>`exists (
        select 1 from app.units u where u.district_id = ${district} and u.id = ${unitId}::uuid and u.ended_at is null)`.as(
        'unitKnown',
      ),
      sql<boolean>`exists (
        select 1 from app.cases t where t.district_id = ${district} and t.id = ${ask.targetId ?? null}::uuid and t.open)`.as(
        'targetOpen',
      ),
      sql<boolean>`exists (
        select 1 from app.case_contacts k where k.district_id = ${district} and k.case_id = c.id
           and k.token_hash = any(${ask.tokenHashes ?? []}::bytea[]))`.as('joined'),
      routingFiled(district, ask.routingUnits ?? null, at).as('filed'),
      (ask.counted ? listOf<PauseRow>(pausesOf(district)) : sql<PauseRow[]>`'[]'::jsonb`).as('pauses'),
    ])
    .select(namesOf(district, unitId ? [...unitIds, unitId] : unitIds, postIds))
    .executeTakeFirst();
  return row ? toFacts(row) : null;
}

/** Names of those that are given tasks, as far as they are in force, and of those that have the case. */
function namesOf(district: number, unitIds: readonly string[], postIds: readonly string[]) {
  return [
    listOf<{ id: string; name: string }>(sql`
      select u.id, u.name from app.units u
       where u.district_id = ${district} and u.id = any(${unitIds}::uuid[]) and u.ended_at is null`).as('units'),
    listOf<{ id: string; title: string }>(sql`
      select p.id, p.title from app.posts p
       where p.district_id = ${district} and p.id = any(${postIds}::uuid[]) and p.ended_at is null`).as('posts'),
    sql<string | null>`(
      select u.name from app.units u where u.district_id = ${district} and u.id = c.unit_id)`.as('unitName'),
    sql<string | null>`(
      select p.title from app.posts p where p.district_id = ${district} and p.id = c.owner_post_id)`.as('ownerTitle'),
  ] as const;
}

type FactsRow = RecordRow & {
  askedId: string | null;
  askedPath: string | null;
  askedName: string | null;
  askedLeaf: boolean;
  pauses: PauseRow[];
} & Omit<MoveFacts, 'current' | 'area' | 'pauses'>;

function toFacts(row: FactsRow): MoveFacts {
  const { askedId, askedPath, askedName, askedLeaf, answered, candidates, photos, contacts, ...rest } = row;
  const { unitKnown, targetOpen, joined, filed, pauses, units, posts, unitName, ownerTitle, ...record } = rest;
  const area =
    askedId && askedPath && askedName ? { id: askedId, path: askedPath, name: askedName, leaf: askedLeaf } : null;
  return {
    current: toRecord(record),
    answered,
    candidates,
    contacts,
    photos,
    area,
    unitKnown,
    units,
    posts,
    unitName,
    ownerTitle,
    targetOpen,
    joined,
    filed,
    pauses: pauses.map(toPause),
  };
}

/** The posts that gave the tasks of case `c`: they are told what is reported. */
function givers(district: number): RawBuilder<unknown> {
  return sql`select t.given_post from app.case_tasks t where t.district_id = ${district} and t.case_id = c.id`;
}

/** The rows of a query as one JSON value. */
export function listOf<Row>(query: RawBuilder<unknown>): RawBuilder<Row[]> {
  return sql<Row[]>`(select coalesce(jsonb_agg(q), '[]') from (${query}) as q)`;
}
