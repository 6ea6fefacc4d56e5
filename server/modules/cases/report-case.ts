import type { ReportCase, Reported, Source } from '#contract/cases';
import { maxPhotos } from '#contract/files';
import { readPhone } from '#kernel/mobile-phone';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import type { Mover } from './decide-move.ts';
import { intakeOf } from './intake.ts';

export interface ReportContext {
  district: number;
  /** Letters at the head of case numbers. */
  prefix: string;
  mover: Mover;
  /** Who sends the command: account or device. */
  by: string;
  /** How it came, where the caller knows better than the mover tells: another system's door. */
  source?: Source;
  /** Answers to a service's questions, where it came through such a door: routing rules may ask for them. */
  answers?: readonly { code: string; answer: string }[];
  /** The case that this one is a part of. */
  parentId?: string;
}

/** Files a report: routed to the micro-grid's worker, with owner, clock, history, contact and message at once. */
export async function reportCase(services: Services, report: ReportCase, context: ReportContext): Promise<Reported> {
  checkReport(report, services.clock());
  return intakeOf(services, context.district)({ report, context });
}

function checkReport(report: ReportCase, now: Date): void {
  if (!report.body.trim() && report.photos.length === 0) refuse('report.empty');
  if (report.photos.length > maxPhotos) refuse('report.too-many-photos');
  if (report.seenAt && new Date(report.seenAt).getTime() > now.getTime() + 24 * 3600_000) refuse('input.clock');
  if (report.contact?.phone) readPhone(report.contact.phone);
}
