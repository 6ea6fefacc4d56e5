import { afterAll, expect, test } from 'vitest';
import { connect } from '#kernel/bootstrap';
import { testDatabase } from '#testing/database';
import { localTables, referenceTables } from './migrations/table-classes.ts';
import { lintCatalog } from './testing/catalog-lint.ts';

const database = await testDatabase();
const client = await connect(database.ownerUrl);
afterAll(() => client.end());

const lint = (reference = referenceTables, local = localTables) => lintCatalog(client, reference, local);

test('the schema keeps every rule', async () => {
  expect(await lint()).toEqual([]);
});

test.each([
  ['a table of no class', 'create table app.x (id int primary key)', /x is neither listed/],
  [
    'a key without the district',
    'create table app.x (district_id int not null, id uuid primary key)',
    /no primary key that begins/,
  ],
  [
    'another type of district',
    'create table app.x (district_id bigint not null, id uuid, primary key (district_id, id))',
    /must be integer/,
  ],
  [
    'a unique index without the district',
    'create unique index x on app.accounts (login)',
    /unique without district_id/,
  ],
  [
    'a foreign key without the district',
    'alter table app.area_versions add unique (district_id, parent_id, id); create unique index y on app.areas (id); alter table app.units add column a uuid references app.areas (id)',
    /must pair district_id/,
  ],
  [
    'a foreign key to a tenant from a reference table',
    'alter table app.logins add foreign key (home_district, account_id) references app.accounts',
    /points from a reference table/,
  ],
  [
    'a foreign key to a local table',
    'alter table app.units add column m text references app.migrations',
    /points to a local table/,
  ],
  [
    'set null',
    'alter table app.units add column a uuid, add foreign key (district_id, a) references app.areas on delete set null (a)',
    /SET NULL/,
  ],
  [
    'a trigger',
    'create function app.f() returns trigger language plpgsql as $$ begin return new; end $$; create trigger x before update on app.units for each row execute function app.f()',
    /has a trigger/,
  ],
  ['an identity column', 'alter table app.units add column n int generated always as identity', /identity/],
  ['a sequence', 'alter table app.units add column n serial', /takes its default from a sequence/],
  ['no row security', 'alter table app.units disable row level security', /has no row security/],
  ['forced row security', 'alter table app.units force row level security', /forces row security/],
  ['a policy without the district', 'create policy x on app.units using (true)', /does not begin with the district/],
  [
    'a query in a policy',
    'create policy x on app.units using (district_id = app.district() and exists (select from app.areas))',
    /holds a query/,
  ],
  [
    'a query in a function of a policy',
    'create function app.f() returns boolean language sql stable return exists (select from app.areas); create policy x on app.units using (district_id = app.district() and app.f())',
    /which reads tables/,
  ],
])('finds %s', async (_, change, expected) => {
  await client.query('begin');
  await client.query(change);
  const faults = await lint();
  await client.query('rollback');
  expect(faults.join('\n')).toMatch(expected);
});

test('finds a list that names what is not there', async () => {
  expect((await lint([...referenceTables, 'gone'])).join()).toMatch(/lists gone/);
  expect((await lint([...referenceTables, 'units'])).join()).toMatch(/listed as reference but carries/);
});
