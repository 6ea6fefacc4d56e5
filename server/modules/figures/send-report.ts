import type { Actor } from '#kernel/actor';
import type { FileAnswer } from '#kernel/routes';
import type { Services } from '#kernel/services';
import type { ReportAsked } from './read-report.ts';
import { writeReport } from './write-report.ts';

export async function sendReport(services: Services, actor: Actor, asked: ReportAsked): Promise<FileAnswer> {
  const body = await writeReport(services, actor, asked);
  const headers = { 'content-disposition': `attachment; filename="gezhi-report-${asked.month}.pdf"` };
  return { contentType: 'application/pdf', body, headers };
}
