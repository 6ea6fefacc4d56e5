import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import type { ReportCase, Reported } from '#contract/cases';
import type { Uploaded } from '#contract/files';
import { picture } from '../photo.ts';
import type { Installation } from './installation.ts';
import { acknowledgedReports, type FiledReport, type Ledger, type MadeMove } from './ledger.ts';
import { type Sender, sendUntilAnswered } from './send.ts';

export interface Load {
  /** Lets everybody finish what they are at, acknowledged, and ends. */
  stop(): Promise<void>;
}
interface Crowd {
  installation: Installation;
  ledger: Ledger;
  random(): number;
  goesOn(): boolean;
}

const phones = 6;
/** Staff work in these micro-grids; in the last one nobody does, so that its clocks run out. */
const workedIn = [0, 1, 2] as const;

export function startLoad(installation: Installation, ledger: Ledger, random: () => number): Load {
  let going = true;
  const crowd: Crowd = { installation, ledger, random, goesOn: () => going };
  const everybody = [
    ...Array.from({ length: phones }, (_, n) => reporter(crowd, n)),
    ...workedIn.map((n) => worker(crowd, n)),
    clockmaker(crowd),
  ];
  const all = Promise.all(everybody);
  // Whoever falls is heard of in stop().
  all.catch(() => undefined);
  return {
    async stop() {
      going = false;
      await all;
    },
  };
}

async function reporter(crowd: Crowd, n: number): Promise<void> {
  const pictures = await Promise.all([picture(40 * n), picture(40 * n + 9)]);
  for (let turn = 0; crowd.goesOn(); turn += 1) {
    // A device each: twenty reports in ten minutes is the limit of one.
    const sender = senderOf(crowd, `10.7.${n}.${turn % 250}`, { 'x-gezhi-device': uuidv7() });
    const filed = newReport(crowd);
    crowd.ledger.reports.push(filed);
    if (crowd.random() < 0.3) await takePhoto(sender, filed, pictures[turn % 2] ?? Buffer.alloc(0));
    const send = async () => {
      const answer = await sendUntilAnswered<Reported>(
        sender,
        { method: 'POST', path: '/api/public/cases', json: filed.report },
        () => {
          filed.sends += 1;
        },
      );
      if (!answer) return;
      filed.acknowledged.push(answer);
      crowd.ledger.acknowledgedAt.push(performance.now());
    };
    // A tenth are sent twice at once, as by a thumb that taps twice; a tenth again after the acknowledgement got lost.
    const way = crowd.random();
    await Promise.all(way < 0.1 ? [send(), send()] : [send()]);
    if (way > 0.9) await send();
    await sleep(20 + crowd.random() * 120);
  }
}

function newReport({ installation, ledger, random }: Crowd): FiledReport {
  const n = Math.floor(random() * 4) as 0 | 1 | 2 | 3;
  const report: ReportCase = {
    id: uuidv7(),
    commandId: uuidv7(),
    district: installation.district,
    body: `第 ${ledger.reports.length + 1} 件：路灯不亮了，走路危险。`,
    place: { point: { ...installation.pointIn(n), accuracy: 9 } },
    photos: [],
    // Of its own: one phone may not file without end.
    contact: { name: '陈一', phone: `138${String(ledger.reports.length).padStart(8, '0')}` },
  };
  return { report, sends: 0, acknowledged: [], photoUrl: null };
}

async function takePhoto(sender: Sender, filed: FiledReport, bytes: Buffer): Promise<void> {
  const id = uuidv7();
  const path = `/api/public/files/${id}?district=${filed.report.district}`;
  const form = () => {
    const parts = new FormData();
    parts.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg');
    return parts;
  };
  const stored = await sendUntilAnswered<Uploaded>(sender, { method: 'POST', path, form }, () => undefined);
  if (!stored) return;
  filed.report.photos = [{ id, kind: 'before' }];
  filed.photoUrl = stored.url;
}

/** Accepts what is new in the micro-grid, and writes notes on what is not. */
async function worker(crowd: Crowd, n: 0 | 1 | 2): Promise<void> {
  const { installation, ledger, random } = crowd;
  const cookie = await signIn(installation, n);
  const sender = senderOf(crowd, `10.9.0.${n}`, { cookie });
  const accepted = new Set<string>();
  while (crowd.goesOn()) {
    await sleep(60 + random() * 150);
    const mine = acknowledgedReports(ledger).filter((one) => isIn(one, installation, n));
    const chosen = mine[Math.floor(random() * mine.length)];
    if (!chosen) continue;
    const caseId = chosen.report.id;
    const isNew = !accepted.has(caseId);
    accepted.add(caseId);
    const note = isNew ? null : `第 ${ledger.moves.length + 1} 条备注`;
    const made: MadeMove = { caseId, move: isNew ? 'accept' : 'note', note, sends: 0, acknowledged: false };
    ledger.moves.push(made);
    const json = { commandId: uuidv7(), move: made.move, ...(note && { note }) };
    const answer = await sendUntilAnswered(sender, { method: 'POST', path: `/api/cases/${caseId}/moves`, json }, () => {
      made.sends += 1;
    });
    made.acknowledged = answer !== null;
  }
}

function isIn({ report }: FiledReport, { pointIn }: Installation, n: 0 | 1 | 2 | 3): boolean {
  return report.place.point?.lon === pointIn(n).lon;
}

async function signIn({ base, loginOf, password }: Installation, n: number): Promise<string> {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.9.0.${n}` },
    body: JSON.stringify({ login: loginOf('microGridWorker', n), password }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`Signing in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

/** Makes clocks run out in the micro-grid where nobody works: each such case must be escalated, once. */
async function clockmaker({ installation, ledger, goesOn }: Crowd): Promise<void> {
  const { stored, district } = installation;
  while (goesOn()) {
    await sleep(150);
    const due = acknowledgedReports(ledger).find(
      (one) => isIn(one, installation, 3) && !ledger.runOut.includes(one.report.id),
    );
    if (!due) continue;
    const caseId = due.report.id;
    ledger.runOut.push(caseId);
    const runOut = () =>
      stored.ownerPool.query(
        `with c as (update app.cases set due_at = now() - interval '1 second'
                     where district_id = $1 and id = $2 and state = 'reported' returning id)
         select app.later('cases.clock', $3::json, now(), $4, null) from c`,
        [district, caseId, JSON.stringify({ district, caseId }), `clock:${district}:${caseId}`],
      );
    // Asked again after a kill; the second time it finds the case escalated, or makes its clock run out once more.
    for (let done = false; !done; ) done = await runOut().then(Boolean, () => sleep(200).then(() => false));
  }
}

function senderOf({ installation, ledger }: Crowd, address: string, headers: Record<string, string>): Sender {
  return { installation, ledger, headers: { 'x-forwarded-for': address, ...headers } };
}
