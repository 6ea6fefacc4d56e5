import { type SqlBool, sql } from 'kysely';
import type { SimilarCase } from '#contract/cases';
import type { State } from '#contract/lifecycle';
import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { rankSimilar } from '#modules/catalogue';
import { photoUrls } from '#modules/files';
import { stateNamer } from '#modules/flows';
import { metresBetween } from './case-steps.ts';
import { tokenHash } from './token.ts';

export interface SimilarAsk {
  district: number;
  point: { lon: number; lat: number } | null;
  areaId: string | null;
  text: string;
  categoryCode: string | null;
  metres: number;
  days: number;
  /** The case itself, when it exists already. */
  notId: string | null;
  tokens: readonly string[];
}

/** From here on the words are alike enough to show; same class and place is enough without (intelligence: 0.25). */
const showFrom = 0.25;
const shortlist = 200;

/** Open reports nearby that may be the same: same class or similar words, nearest and likest first, at most five. */
export async function similarCases(services: Services, tx: Tx, ask: SimilarAsk): Promise<SimilarCase[]> {
  const near = (await candidates(tx, ask, services.clock()))
    .map((row) => ({ ...row, metres: ask.point ? (metresBetween(row, ask.point) ?? 0) : 0 }))
    .filter((row) => row.metres <= ask.metres);
  const scores = rankSimilar(
    ask.text,
    near.map((row) => ({ id: row.id, title: row.title, body: row.body })),
  );
  const scoreOf = new Map(scores.map(({ id, score }) => [id, score]));
  const joined = await joinedOf(
    tx,
    ask,
    near.map((row) => row.id),
  );
  const wordsOf = await stateNamer(services, ask.district, near);
  return near
    .map((row) => ({
      row,
      words: scoreOf.get(row.id) ?? 0,
      sameClass: ask.categoryCode !== null && row.category_code === ask.categoryCode,
    }))
    .filter(({ words, sameClass }) => sameClass || words >= showFrom)
    .map(({ row, words, sameClass }) => ({ row, score: Math.min(1, words + (sameClass ? 0.25 : 0)) }))
    .sort((a, b) => b.score - a.score || a.row.metres - b.row.metres)
    .slice(0, 5)
    .map(({ row, score }) => ({
      id: row.id,
      no: row.no,
      title: row.title,
      state: row.state as State,
      stateName: wordsOf(row).name,
      reportedAt: row.reported_at.toISOString(),
      metres: row.metres,
      meToo: row.me_too,
      thumbUrl: row.thumb_file_id ? photoUrls(services, ask.district, row.thumb_file_id).thumbUrl : null,
      score: Math.round(score * 100) / 100,
      joined: joined.has(row.id),
    }));
}

async function candidates(tx: Tx, ask: SimilarAsk, now: Date) {
  const since = new Date(now.getTime() - ask.days * 24 * 3600_000);
  return tx
    .selectFrom('cases')
    .select([
      'id',
      'no',
      'title',
      'body',
      'state',
      'flow_code',
      'flow_version',
      'flow_state',
      'category_code',
      'reported_at',
      'me_too',
      'thumb_file_id',
      'lon',
      'lat',
    ])
    .where('district_id', '=', ask.district)
    .where('open', '=', true)
    .where('reported_at', '>=', since)
    .where(placeCondition(ask))
    .$if(ask.notId !== null, (select) => select.where('id', '<>', ask.notId ?? ''))
    .orderBy('reported_at', 'desc')
    .limit(shortlist)
    .execute();
}

/** A box around the point, served by cases_place; without a point the same micro-grid. */
function placeCondition(ask: SimilarAsk) {
  if (!ask.point) return sql<SqlBool>`area_id = ${ask.areaId}::uuid`;
  const { lon, lat } = ask.point;
  const north = ask.metres / 111_320;
  const east = north / Math.max(0.2, Math.cos((lat * Math.PI) / 180));
  return sql<SqlBool>`lat between ${lat - north} and ${lat + north} and lon between ${lon - east} and ${lon + east}`;
}

/** Which of them the device already follows. */
async function joinedOf(tx: Tx, ask: SimilarAsk, ids: readonly string[]): Promise<Set<string>> {
  if (ask.tokens.length === 0 || ids.length === 0) return new Set();
  const hashes = ask.tokens.slice(0, 50).map(tokenHash);
  for (const hash of hashes) await sql`select app.hold_key(${hash.toString('hex')})`.execute(tx);
  const rows = await tx
    .selectFrom('case_contacts')
    .select('case_id')
    .where('district_id', '=', ask.district)
    .where('token_hash', 'in', hashes)
    .execute();
  return new Set(rows.map((row) => row.case_id));
}
