import { admissionsApi } from '#contract/admissions';
import { handle } from '#kernel/routes';
import { decideAdmission } from './decide-admission.ts';
import { listAdmissions } from './list-admissions.ts';

export { admissionNow, needAdmitted } from './current-admissions.ts';
export { writeDecision } from './decide-admission.ts';

export const admissionRoutes = handle(admissionsApi, {
  'GET /api/admissions': { right: 'catalogue.read', run: listAdmissions },
  'POST /api/admissions': { right: 'catalogue.edit', run: decideAdmission },
});
