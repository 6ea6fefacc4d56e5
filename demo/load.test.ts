import { expect, it } from 'vitest';
import { cryptoOf, sha256 } from '#kernel/crypto';
import type { FileStore } from '#kernel/file-store';
import { verifyChains } from '#modules/cases';
import { testDatabase } from '#testing/database';
import { demoAccounts, demoPeerKey } from './accounts.ts';
import { loadDemo } from './load.ts';

const database = await testDatabase();
const now = new Date('2026-11-21T09:00:00Z');
const village = 330109107;

function memoryStore(): { files: FileStore; names: Set<string> } {
  const names = new Set<string>();
  const files = {
    put: async (district: number, id: string, form: string) => {
      names.add(`${district} ${id} ${form}`);
      return true;
    },
  };
  // The loader only puts.
  return { files: files as unknown as FileStore, names };
}

const { files, names } = memoryStore();
const crypto = cryptoOf(Buffer.alloc(32, 7));
const steps: string[] = [];
const options = { scale: 'village', seed: 'test', now, onProgress: (step: string) => steps.push(step) } as const;
const ask = async (text: string) => (await database.ownerPool.query(text)).rows;
const everything = `select (select count(*) from app.districts)::int as districts, (select count(*) from app.cases)::int as cases,
  (select count(*) from app.accounts)::int as accounts, (select count(*) from app.logins)::int as logins`;

it('leaves nothing behind when the disk is full', async () => {
  // The same cast: nothing but `put` is called.
  const full = { put: () => Promise.reject(new Error('the disk is full')) } as unknown as FileStore;
  await expect(loadDemo({ database, crypto, files: full }, options)).rejects.toThrow('the disk is full');
  expect(await ask(everything)).toEqual([{ districts: 0, cases: 0, accounts: 0, logins: 0 }]);
}, 60_000);

it('loads a village whole: chains, owners, clocks, photos, numbers and logins fit together', async () => {
  await loadDemo({ database, crypto, files }, options);
  expect(steps.length).toBeGreaterThan(2);

  const verified = await verifyChains(database, village, () => undefined);
  expect(verified).toMatchObject({ cases: 160, broken: null });

  expect(await ask(`select count(*)::int as n from app.cases where open`)).toEqual([{ n: 13 }]);
  expect(
    await ask(`select k.no from app.cases k where k.open and not exists (
      select from app.post_holders h where h.district_id = k.district_id and h.post_id = k.owner_post_id)`),
  ).toEqual([]);
  // One clock a state that still runs, none for the others.
  const [clocks] = await ask(
    `select (select count(*) from graphile_worker.jobs) = count(*) as fit from app.cases where due_at is not null`,
  );
  expect(clocks).toEqual({ fit: true });

  const photos = await ask(`select distinct district_id, file_id from app.case_photos`);
  expect(photos.length).toBeGreaterThan(20);
  expect(photos.every((row) => names.has(`${row.district_id} ${row.file_id} view`))).toBe(true);

  // The next report of the day gets the next number.
  expect(
    await ask(`select n.day::text from app.case_numbers n where n.n <> (
      select count(*) from app.cases k where k.district_id = n.district_id
         and (k.reported_at at time zone 'Asia/Shanghai')::date = n.day)`),
  ).toEqual([]);

  // The key printed at start opens the door, and what came from the platform has its request.
  const [peer] = await ask(`select key_hash from app.exchange_peers where district_id = ${village}`);
  expect(peer?.key_hash).toEqual(sha256(demoPeerKey(village)));
  const [came] = await ask(
    `select (select count(*) from app.cases where source = 'platform')::int as cases,
      (select count(*) from app.exchange_requests r join app.cases k
         on k.district_id = r.district_id and k.id = r.id and k.no = r.no)::int as requests`,
  );
  expect(came?.requests).toBe(came?.cases);
  expect(came?.requests).toBeGreaterThan(0);

  const logins = await ask(`select login from app.logins where login not like 'sq-%' order by login`);
  expect(logins.map((row) => row.login)).toEqual(demoAccounts.map(({ login }) => login).toSorted());
  const [phone] = await ask(`select phone_cipher as sealed from app.accounts where login = 'worker'`);
  expect(crypto.open(phone?.sealed)).toMatch(/^19900\d{6}$/);
}, 60_000);

it('is refused by a database that has it already, and changes nothing', async () => {
  const before = await ask(everything);
  await expect(loadDemo({ database, crypto, files }, options)).rejects.toThrow('districts_pkey');
  expect(await ask(everything)).toEqual(before);
}, 60_000);
