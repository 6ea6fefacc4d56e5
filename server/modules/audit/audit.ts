import type { Actor } from '#kernel/actor';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import type { Services } from '#kernel/services';

/** What is written down; the list keeps the words the same everywhere. */
export type AuditAction =
  | 'session.sign-in'
  | 'session.sign-out'
  | 'session.password'
  | 'right.use'
  | 'account.create'
  | 'account.change'
  | 'account.disable'
  | 'account.enable'
  | 'account.unlock'
  | 'post.create'
  | 'post.appoint'
  | 'post.end'
  | 'unit.change'
  | 'leave.register'
  | 'leave.call-off'
  | 'case.contact'
  | 'case.export'
  | 'area.change'
  | 'area.import'
  | 'admission.decide'
  | 'catalogue.import'
  | 'catalogue.change'
  | 'setting.change'
  | 'matter.change'
  | 'matter.import'
  | 'matter.publish'
  | 'matter.discard'
  | 'matter.install'
  | 'standard.change'
  | 'standard.import'
  | 'minutes.write'
  | 'routing.change'
  | 'routing.publish'
  | 'message.resend'
  | 'peer.create'
  | 'peer.end'
  | 'exchange.request'
  | 'webhook.create'
  | 'webhook.change'
  | 'webhook.delete'
  | 'webhook.test'
  | 'delivery.resend'
  | 'delivery.drop'
  | 'service.change';

export interface AuditEntry {
  district: number;
  accountId: string | null;
  /** The person's name, or what was typed as a login. */
  who: string;
  action: AuditAction;
  target?: string | null;
  /** Why somebody looked at personal data. */
  purpose?: string | null;
  /** Network address of the caller. */
  address?: string | null;
  outcome: 'done' | 'refused';
  detail?: string | null;
}

/** Writes one line with the caller's transaction: what was done is on record when, and only when, it was done. */
export async function audit(tx: Tx, services: Pick<Services, 'clock' | 'ids'>, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      district_id: entry.district,
      id: services.ids(),
      at: services.clock(),
      account_id: entry.accountId,
      who: entry.who.slice(0, 100),
      action: entry.action,
      target: entry.target?.slice(0, 300) ?? null,
      purpose: entry.purpose?.slice(0, 300) ?? null,
      address: entry.address ?? null,
      outcome: entry.outcome,
      detail: entry.detail?.slice(0, 500) ?? null,
    })
    .execute();
}

/** A refused right, in a transaction of its own: the command's was rolled back. */
export async function auditRefusal(
  services: Pick<Services, 'clock' | 'ids' | 'database'>,
  actor: Pick<Actor, 'district' | 'accountId' | 'name'>,
  route: string,
  address: string,
): Promise<void> {
  const { district, accountId, name: who } = actor;
  const entry = { district, accountId, who, action: 'right.use', target: route, address, outcome: 'refused' } as const;
  await inDistrict(services.database.app, systemScope(district), (tx) => audit(tx, services, entry));
}
