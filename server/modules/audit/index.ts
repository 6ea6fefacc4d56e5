import { auditApi } from '#contract/audit';
import { handle } from '#kernel/routes';
import { listAudit } from './list-audit.ts';

export { type AuditAction, type AuditEntry, audit, auditRefusal } from './audit.ts';

export const auditRoutes = handle(auditApi, {
  'GET /api/audit': { right: 'audit.read', run: listAudit },
});
