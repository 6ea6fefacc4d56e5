import { setTimeout as sleep } from 'node:timers/promises';
import { tokenHash, verifyChains } from '#modules/cases';
import type { Installation } from './installation.ts';
import { acknowledgedReports, type FiledReport, type Ledger } from './ledger.ts';
import type { Mails } from './mails.ts';

interface Stored {
  id: string;
  no: string;
  open: boolean;
  first_steps: number;
  tokens: string[] | null;
  events: number;
  clocks: number;
}

/** What of the acknowledged is missing or there twice, in words; asked while the load goes on. */
export async function findFaults(installation: Installation, ledger: Ledger): Promise<string[]> {
  // Taken before the question: what is acknowledged after it may be stored after it.
  const reports = acknowledgedReports(ledger).map((one) => ({ ...one, acknowledged: [...one.acknowledged] }));
  const moves = ledger.moves.map((one) => ({ ...one }));
  const stored = await storedReports(
    installation,
    reports.map(({ report }) => report.id),
  );
  return [
    ...reports.flatMap((one) => faultsOfReport(one, stored.get(one.report.id))),
    ...(await faultsOfMoves(installation, moves)),
    ...(await faultsOfNumbers(installation)),
    ...(await faultsOfChains(installation)),
    ...(await faultsOfPhotos(installation, reports.slice(-60))),
  ];
}

async function storedReports({ stored, district }: Installation, ids: string[]): Promise<Map<string, Stored>> {
  const { rows } = await stored.ownerPool.query<Stored>(
    `select c.id, c.no, c.open,
            (select count(*)::int from app.case_steps s
              where s.district_id = $1 and s.case_id = c.id and s.move = 'report' and s.seq = 1) as first_steps,
            (select array_agg(encode(k.token_hash, 'hex')) from app.case_contacts k
              where k.district_id = $1 and k.case_id = c.id) as tokens,
            (select count(*)::int from app.live_events e
              where e.district = $1 and e.case_id = c.id and e.payload ->> 'move' = 'report') as events,
            (select count(*)::int from graphile_worker.jobs j where j.key = format('clock:%s:%s', $1::int, c.id)) as clocks
       from app.cases c where c.district_id = $1 and c.id = any($2::uuid[])`,
    [district, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function faultsOfReport({ report, acknowledged }: FiledReport, stored: Stored | undefined): string[] {
  const [first] = acknowledged;
  const name = `report ${first?.no} (${report.id})`;
  if (!stored) return [`${name} was acknowledged and is lost`];
  const answers = new Set(acknowledged.map(({ no, token }) => `${no} ${token}`));
  const token = tokenHash(first?.token ?? '').toString('hex');
  return [
    ...(answers.size === 1 ? [] : [`${name} was answered differently: ${[...answers].join(', ')}`]),
    ...(stored.no === first?.no ? [] : [`${name} is stored as ${stored.no}`]),
    ...(stored.first_steps === 1 ? [] : [`${name} has ${stored.first_steps} first steps`]),
    ...(stored.tokens?.join() === token ? [] : [`${name} has contacts ${stored.tokens}, its token says ${token}`]),
    ...(stored.events === 1 ? [] : [`${name} has ${stored.events} live events of its filing`]),
    ...(stored.clocks === Number(stored.open) ? [] : [`${name} has ${stored.clocks} clocks, open: ${stored.open}`]),
  ];
}

async function faultsOfMoves({ stored, district }: Installation, moves: Ledger['moves']): Promise<string[]> {
  const { rows } = await stored.ownerPool.query<{ key: string; times: number }>(
    `select format('%s %s', case_id, coalesce(note, move)) as key, count(*)::int as times
       from app.case_steps where district_id = $1 and move in ('accept', 'note') group by 1`,
    [district],
  );
  const times = new Map(rows.map(({ key, times }) => [key, times]));
  return moves.flatMap(({ caseId, move, note, acknowledged }) => {
    const found = times.get(`${caseId} ${note ?? move}`) ?? 0;
    if (acknowledged && found === 0) return [`${move} of ${caseId} was acknowledged and is lost`];
    return found > 1 ? [`${move} of ${caseId} is there ${found} times`] : [];
  });
}

async function faultsOfNumbers({ stored, district }: Installation): Promise<string[]> {
  const { rows } = await stored.ownerPool.query<{ cases: number; numbers: number; bodies: number; counted: number }>(
    `select count(*)::int as cases, count(distinct no)::int as numbers, count(distinct body)::int as bodies,
            (select coalesce(sum(n), 0)::int from app.case_numbers where district_id = $1) as counted
       from app.cases where district_id = $1`,
    [district],
  );
  const { cases = 0, numbers, bodies, counted = 0 } = rows[0] ?? {};
  return [
    ...(numbers === cases ? [] : [`${cases} cases have ${numbers} numbers`]),
    ...(bodies === cases ? [] : [`${cases} cases have ${bodies} texts: a report is there twice`]),
    ...(counted === cases ? [] : [`${counted} numbers were given to ${cases} cases`]),
  ];
}

async function faultsOfChains({ stored, district }: Installation): Promise<string[]> {
  const { broken } = await verifyChains(stored, district, () => undefined);
  return broken ? [`case ${broken.no}: the chain is broken at step ${broken.seq} (${broken.kind})`] : [];
}

/** By the address that was acknowledged, and by what the reporter is shown. */
async function faultsOfPhotos({ base }: Installation, reports: readonly FiledReport[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { photoUrl, acknowledged } of reports) {
    if (photoUrl === null) continue;
    const shown = await fetch(`${base}/api/public/track/${acknowledged[0]?.token}`).then((answer) => answer.json());
    for (const url of [photoUrl, shown.photos?.[0]?.url]) {
      const answer = await fetch(`${base}${url}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (answer.status !== 200 || bytes.readUInt16BE(0) !== 0xffd8)
        faults.push(`the photo of ${acknowledged[0]?.no} cannot be read: ${answer.status} at ${url}`);
    }
  }
  return faults;
}

/** When everybody has ended: every report is acknowledged and there, and nothing that nobody sent. */
export async function findFaultsAtTheEnd(installation: Installation, ledger: Ledger): Promise<string[]> {
  const { rows } = await installation.stored.ownerPool.query<{ id: string }>(
    'select id from app.cases where district_id = $1',
    [installation.district],
  );
  const sent = new Set(ledger.reports.map(({ report }) => report.id));
  const lost = ledger.reports.filter(({ acknowledged }) => acknowledged.length === 0);
  return [
    ...ledger.refused.map((what) => `refused: ${what}`),
    ...lost.map(({ report, sends }) => `report ${report.id} was sent ${sends} times and never acknowledged`),
    ...rows.filter(({ id }) => !sent.has(id)).map(({ id }) => `case ${id} was never sent`),
    ...[...ledger.answers.keys()].filter((answer) => /^5/.test(answer) && !answer.startsWith('503 ')),
  ];
}

/**
 * Clocks and messages of killed workers: taken up again, with one effect. A clock is freed after 40 seconds at most, a
 * message three minutes after its sender died.
 */
export async function findFaultsOfJobs(
  { stored, district }: Installation,
  ledger: Ledger,
  { mails, patienceMs }: { mails: Mails; patienceMs: number },
): Promise<string[]> {
  const began = performance.now();
  for (;;) {
    const left = await unfinished(stored, district, ledger);
    const faults = await effectsTwice(stored, district, mails);
    if (faults.length > 0 || left.length === 0 || patienceMs === 0) return faults;
    if (performance.now() - began > patienceMs) return left;
    await sleep(1000);
  }
}

async function unfinished({ ownerPool }: Installation['stored'], district: number, ledger: Ledger): Promise<string[]> {
  const { rows } = await ownerPool.query<{ what: string }>(
    `select format('the clock of %s ran out and nothing happened', c) as what from unnest($2::uuid[]) c
      where not exists (select from app.case_steps s
                         where s.district_id = $1 and s.case_id = c and s.move = 'escalate')
     union all
     select format('message %s is %s after %s tries', id, state, attempts) from app.messages
      where district_id = $1 and state <> 'sent' and channel = 'email'`,
    [district, ledger.runOut],
  );
  return rows.map(({ what }) => what);
}

/** A mail whose sender died between sending and noting it goes twice, with the same id: no mail server can prevent that. */
async function effectsTwice({ ownerPool }: Installation['stored'], district: number, mails: Mails): Promise<string[]> {
  const { rows } = await ownerPool.query<{ case_id: string; times: number }>(
    `select case_id, count(*)::int as times from app.case_steps
      where district_id = $1 and move = 'escalate' group by 1 having count(*) > 1`,
    [district],
  );
  const messages = await ownerPool.query<{ id: string; attempts: number }>(
    `select id, attempts from app.messages where district_id = $1 and channel = 'email'`,
    [district],
  );
  return [
    ...rows.map(({ case_id, times }) => `the clock of ${case_id} ran out once and escalated ${times} times`),
    ...messages.rows
      .filter(({ id, attempts }) => (mails.times.get(id) ?? 0) > attempts)
      .map(({ id, attempts }) => `message ${id} went ${mails.times.get(id)} times in ${attempts} tries`),
  ];
}
