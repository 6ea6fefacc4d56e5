// Departments and companies that cases are dispatched to. The names are those of the standard catalogue and more.
export interface UnitPlan {
  readonly name: string;
  readonly kind: 'department' | 'company' | 'team';
  /** How busy it is: decides how many people work there. */
  readonly handlers: number;
}

export const unitPlans: readonly UnitPlan[] = [
  { name: '城管局', kind: 'department', handlers: 9 },
  { name: '综合执法队', kind: 'team', handlers: 9 },
  { name: '市政养护中心', kind: 'department', handlers: 8 },
  { name: '住建局', kind: 'department', handlers: 6 },
  { name: '应急管理局', kind: 'department', handlers: 5 },
  { name: '消防救援大队', kind: 'team', handlers: 6 },
  { name: '公安分局', kind: 'department', handlers: 8 },
  { name: '市场监管局', kind: 'department', handlers: 5 },
  { name: '生态环境局', kind: 'department', handlers: 5 },
  { name: '卫健委', kind: 'department', handlers: 3 },
  { name: '民政局', kind: 'department', handlers: 4 },
  { name: '人社局', kind: 'department', handlers: 4 },
  { name: '教育局', kind: 'department', handlers: 3 },
  { name: '交通运输局', kind: 'department', handlers: 4 },
  { name: '自然资源局', kind: 'department', handlers: 3 },
  { name: '农业农村局', kind: 'department', handlers: 3 },
  { name: '行政审批局', kind: 'department', handlers: 3 },
  { name: '文体中心', kind: 'department', handlers: 2 },
  { name: '园林绿化中心', kind: 'department', handlers: 4 },
  { name: '物业管理中心', kind: 'department', handlers: 5 },
  { name: '调解中心', kind: 'department', handlers: 5 },
  { name: '纪检监察组', kind: 'department', handlers: 2 },
  { name: '社区居委会', kind: 'team', handlers: 4 },
  { name: '供电公司', kind: 'company', handlers: 5 },
  { name: '自来水公司', kind: 'company', handlers: 5 },
  { name: '燃气公司', kind: 'company', handlers: 4 },
  { name: '通信公司', kind: 'company', handlers: 3 },
];
