import { Worker } from 'node:worker_threads';
import type { Actor } from '#kernel/actor';
import type { Services } from '#kernel/services';
import { type ReportAsked, type ReportData, readReport } from './read-report.ts';

/** The monthly report of an area in the reader's reach. */
export async function writeReport(services: Services, actor: Actor, asked: ReportAsked): Promise<Buffer> {
  return draw(await readReport(services, actor, asked));
}

/** Threads that draw at the same time: 200 MB at the most, however many ask. The others wait their turn. */
const most = 2;
let drawing = 0;
const waiting: (() => void)[] = [];

async function draw(data: ReportData): Promise<Buffer> {
  // Whoever ends hands the place over to the next that waits.
  if (drawing >= most) await new Promise<void>((resolve) => waiting.push(resolve));
  else drawing += 1;
  try {
    return await drawInThread(data);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else drawing -= 1;
  }
}

/** Drawing takes a second or two of one core and 100 MB for the letters: not in the thread that answers everybody else. */
function drawInThread(data: ReportData): Promise<Buffer> {
  const thread = new Worker(new URL('./report-thread.ts', import.meta.url), { workerData: data });
  return new Promise((resolve, reject) => {
    thread.once('message', (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The report's thread ended with ${code} and without a paper.`)));
  });
}

/** Whoever runs the command line of an installation reads a whole district, as its leader does. */
export function readerOf(
  district: number,
  root: { id: string; name: string; path: string },
  locale: 'zh-CN' | 'en',
): Actor {
  const place = { areaId: root.id, areaName: root.name, areaPath: root.path, areaLevel: 0 };
  const post = { id: '', role: 'leader' as const, title: '', unitId: null, unitName: null, deputy: false };
  const who = { accountId: '', sessionId: '', login: '', name: '', largeType: false };
  return { ...who, district, locale, posts: [{ ...post, ...place }] };
}
