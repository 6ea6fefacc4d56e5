import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { forgetKey } from './forget-photo.job.ts';

export interface PhotoClaim {
  id: string;
  kind: 'before' | 'after' | 'check' | 'extra';
}
export type ClaimedPhoto = PhotoClaim & { sha256: string };

/** A photo that has arrived; the hash in hex. */
export interface PhotoHash {
  id: string;
  sha256: string;
}

/** The query of the hashes of those photos among `ids` that have arrived. */
export function photoHashes(district: number, ids: readonly string[]): RawBuilder<PhotoHash> {
  return sql`
    select f.id, encode(f.sha256, 'hex') as sha256
      from app.files f where f.district_id = ${district} and f.id = any(${ids}::uuid[])`;
}

/** Each photo once, with its hash; refuses when one never arrived. */
export function withHashes(inputs: readonly PhotoClaim[], arrived: readonly PhotoHash[]): ClaimedPhoto[] {
  const wanted = new Map(inputs.map(({ id, kind }) => [id.toLowerCase(), kind]));
  const hashes = new Map(arrived.map(({ id, sha256 }) => [id, sha256]));
  return [...wanted].map(([id, kind]) => ({ id, kind, sha256: hashes.get(id) ?? refuse('photo.unknown') }));
}

/** Calls off the jobs that would forget these photos: they belong to a case now. */
export function keepPhotos(district: number, photos: readonly { id: string }[]): RawBuilder<unknown> {
  const keys = photos.map(({ id }) => forgetKey(district, id));
  return sql`(select count(app.forget_job(k)) from unnest(${keys}::text[]) as k)`;
}
