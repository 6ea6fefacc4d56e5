import { sql } from 'kysely';
import { type FirstAnswer, firstAnswers } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { type PlaceFacts, type PlaceSketch, placeFacts } from '#modules/areas';
import { type PhotoHash, photoHashes } from '#modules/files';
import { type Candidate, ownerCandidates } from '#modules/posts';
import { type UnitState, unitStates } from '#modules/routing';
import { listOf } from './read-move-facts.ts';

export interface FactsAsk {
  commandIds: readonly string[];
  photoIds: readonly string[];
  sketches: readonly PlaceSketch[];
  /** Units that a routing rule could name. */
  unitIds: readonly string[];
  at: Date;
}

/** Everything in the database that a batch of reports depends on. */
export interface ReportFacts {
  answered: FirstAnswer[];
  places: PlaceFacts[];
  /** Posts on the way from every place to the root. */
  candidates: Candidate[];
  photos: PhotoHash[];
  units: UnitState[];
}

/** One statement for all of them: four questions in turn would be four round trips while the batch waits. */
export async function readReportFacts(tx: Tx, district: number, ask: FactsAsk): Promise<ReportFacts> {
  const paths = sql`array(select w.path from ways w)`;
  const { rows } = await sql<ReportFacts>`
    with place as materialized (${placeFacts(district, ask.sketches)}),
    ways as (
      select distinct array_to_string(p.codes[1:k], '/') || '/' as path
        from (select distinct string_to_array(rtrim(path, '/'), '/') as codes from place where path is not null) p,
             generate_series(1, cardinality(p.codes)) as k
    )
    select ${listOf(firstAnswers(district, ask.commandIds))} as answered,
           ${listOf(photoHashes(district, ask.photoIds))} as photos,
           ${listOf(unitStates(district, ask.unitIds, ask.at))} as units,
           (select coalesce(jsonb_agg(p), '[]') from place p) as places,
           ${listOf(ownerCandidates(district, { rules: ['worker'], at: ask.at, paths, unitIds: sql`'{}'::uuid[]` }))} as candidates`.execute(
    tx,
  );
  return rows[0] as ReportFacts;
}
