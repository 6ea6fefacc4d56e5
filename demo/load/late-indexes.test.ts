import { expect, it } from 'vitest';
import { testDatabase } from '#testing/database';
import { caseTables, putOffIndexes } from './late-indexes.ts';

const { ownerPool } = await testDatabase();
const many = 1_000_000;

const definitions = async (client: { query: typeof ownerPool.query }) => {
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_indexdef(x.indexrelid) as definition from pg_index x
      where x.indrelid in (select oid from pg_class where relnamespace = 'app'::regnamespace)
      union all
     select format('%s of %s: %s', k.conname, k.conrelid::regclass, pg_get_constraintdef(k.oid))
       from pg_constraint k where k.connamespace = 'app'::regnamespace and k.contype <> 'n'
      order by 1`,
  );
  return rows.map(({ definition }) => definition);
};

it('takes keys, indexes and references off the empty tables and puts every one of them back', async () => {
  const client = await ownerPool.connect();
  try {
    await client.query('begin');
    const before = await definitions(client);
    const late = await putOffIndexes(client, many);
    expect(late.frozen).toEqual(caseTables);
    expect((await definitions(client)).length).toBeLessThan(before.length - 20);
    await late.build();
    await late.buildCounted();
    expect(await definitions(client)).toEqual(before);
  } finally {
    await client.query('rollback');
    client.release();
  }
});

it('leaves them alone when a table holds something, or for a few cases', async () => {
  const client = await ownerPool.connect();
  try {
    await client.query('begin');
    const before = await definitions(client);
    expect((await putOffIndexes(client, 100)).frozen).toEqual([]);
    await client.query(`
      alter table app.case_steps drop constraint case_steps_district_id_case_id_fkey;
      insert into app.case_steps (district_id, case_id, seq, id, at, move, state, actor_kind, actor_name, internal, prev_hash, hash)
      values (1, gen_random_uuid(), 1, gen_random_uuid(), now(), 'report', 'reported', 'system', '系统', false, '', '')`);
    expect((await putOffIndexes(client, many)).frozen).toEqual([]);
    expect(await definitions(client)).toEqual(
      before.filter((one) => !one.startsWith('case_steps_district_id_case_id_fkey')),
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
});
