// Who can sign in to the demo, apart from the loader: a server tells it at start without loading the whole world.
import { erqi } from './places/districts.ts';

/** Of the tenant's peer 随手拍; printed at start with the demo accounts. */
export function demoPeerKey(district: number): string {
  return `${district.toString(36)}-gezhi-demo-open311`;
}

export const demoPassword = 'gezhi-demo';
/** The api_key of Open311 in the first tenant. */
export const demoApiKey = demoPeerKey(erqi.id);

/** One easily typed login a role, of the first tenant; the other tenants have the same with sq-, hj-, jb- and mh- before. */
export const demoAccounts: readonly { readonly login: string; readonly zh: string; readonly en: string }[] = [
  { login: 'worker', zh: '微网格员', en: 'Micro-grid worker' },
  { login: 'leader', zh: '网格长', en: 'Grid leader' },
  { login: 'community', zh: '社区工作人员', en: 'Community staff' },
  { login: 'operator', zh: '指挥室座席员（看全区）', en: 'Command-room operator (sees all)' },
  { login: 'handler', zh: '市政养护中心处置员', en: 'Department handler' },
  { login: 'checker', zh: '核查员', en: 'Checker' },
  { login: 'supervisor', zh: '督办员', en: 'Supervisor' },
  { login: 'boss', zh: '领导（看全区，督办、审批）', en: 'Leader (reads all, supervises, approves)' },
  { login: 'sysadmin', zh: '系统管理员', en: 'System administrator' },
  { login: 'secadmin', zh: '安全管理员', en: 'Security administrator' },
  { login: 'audit', zh: '审计管理员', en: 'Audit administrator' },
];
