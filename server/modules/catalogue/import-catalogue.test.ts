import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { currentCatalogue, importCatalogueFile } from '#modules/catalogue';
import { testDatabase } from '#testing/database';
import { catalogueOver, empty, suoqian } from './catalogue.test-data.ts';

const database = await testDatabase();
const { services, importText } = await catalogueOver(database);

describe('importing', () => {
  const small = 'code,name,limitAmount,limitUnit,unitName\n05,公共设施,,,\n05003,路灯,1,workDay,道路处\n';

  it('as a dry run counts, lists faults and changes nothing', async () => {
    expect((await importText('suoqianAdmin', small, true)).body).toEqual({ categories: 2, faults: [] });
    const { body } = await importText('suoqianAdmin', small.replace(',1,', ',0,'), true);
    expect(body.faults.map(({ line }) => line)).toEqual([3]);
    expect((await currentCatalogue(services, suoqian)).version).toBe(1);
  });

  it('with a fault is refused whole, naming the line', async () => {
    const { status, body } = await importText('suoqianAdmin', small.replace(',1,', ',0,'));
    expect([status, body.code]).toEqual([422, 'catalogue.invalid']);
    expect(body.zh).toContain('第 3 行');
    expect(body.detail).toMatchObject({ faults: [{ line: 3 }] });
    expect((await currentCatalogue(services, suoqian)).version).toBe(1);
  });

  it('replaces the catalogue, once, and leaves the old version readable', async () => {
    const commandId = randomUUID();
    expect((await importText('suoqianAdmin', small, false, commandId)).body).toEqual({ categories: 2, faults: [] });
    expect((await importText('suoqianAdmin', small, false, commandId)).body).toEqual({ categories: 2, faults: [] });
    const { version, categories } = await currentCatalogue(services, suoqian);
    expect([version, categories.map(({ name }) => name)]).toEqual([2, ['公共设施', '路灯']]);
    const old = await database.owner
      .selectFrom('categories')
      .select((fn) => fn.fn.countAll<number>().as('n'))
      .where('district_id', '=', suoqian)
      .where('version', '=', 1)
      .executeTakeFirstOrThrow();
    expect(old.n).toBe(101);
  });

  it('needs the whole district', async () => {
    for (const as of ['worker', 'localAdmin']) expect((await importText(as, small)).status).toBe(403);
  });

  it('from the command line reads the bytes and writes the same', async () => {
    const bytes = Buffer.from('代码,名称\n05,公共设施\n05001,井盖\n05002,道路\n');
    const file = { district: empty, fileName: 'catalogue.csv', bytes };
    expect(await importCatalogueFile(services, file)).toEqual({ categories: 3, faults: [] });
    await expect.poll(async () => (await currentCatalogue(services, empty)).categories.length).toBe(3);
    const wrong = await importCatalogueFile(services, { ...file, bytes: Buffer.from('nonsense') });
    expect(wrong.categories).toBe(0);
    expect(wrong.faults).not.toEqual([]);
  });
});
