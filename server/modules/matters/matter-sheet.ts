import type { Matter } from '#contract/matters';

export const sheetName = '事项';
export const helpName = '填写说明';

/** Words of a cell for what the contract names in English. */
export const levelWords = {
  district: '区',
  town: '镇街',
  community: '社区',
  grid: '网格',
  microGrid: '微网格',
} as const;
export const unitKindWords = { department: '部门', special: '专项队伍', town: '镇街', community: '社区' } as const;
export const limitUnitWords = {
  urgentHour: '紧急工作时',
  workHour: '工作时',
  workDay: '工作日',
  naturalDay: '自然日',
} as const;

export interface Column {
  field: keyof Matter;
  title: string;
  width: number;
  /** Longest text of a cell. */
  most: number;
  needed: boolean;
  help: string;
  choices?: Readonly<Record<string, string>>;
}

/** The columns of the sheet, from A on. */
export const columns: readonly Column[] = [
  {
    field: 'code',
    title: '代码',
    width: 14,
    most: 20,
    needed: true,
    help: '每项唯一，字母、数字、点、横线；版本之间按它比较，不要改动',
  },
  { field: 'level', title: '层级', width: 8, most: 10, needed: false, help: '只有权责清单填写', choices: levelWords },
  { field: 'className', title: '类别', width: 16, most: 40, needed: true, help: '同类事项写同样的字' },
  { field: 'name', title: '名称', width: 34, most: 80, needed: true, help: '事项的名称' },
  {
    field: 'unitKind',
    title: '单位类型',
    width: 10,
    most: 10,
    needed: true,
    help: '责任单位是哪一种',
    choices: unitKindWords,
  },
  {
    field: 'unitName',
    title: '责任单位',
    width: 18,
    most: 60,
    needed: true,
    help: '与“岗位与人员”中的单位同名即自动关联',
  },
  { field: 'law', title: '依据', width: 28, most: 80, needed: false, help: '法律、法规或规章的名称' },
  { field: 'article', title: '条款', width: 14, most: 60, needed: false, help: '如 第二十八条；没有把握就空着' },
  {
    field: 'limitAmount',
    title: '时限',
    width: 7,
    most: 5,
    needed: false,
    help: '1 至 10000 的整数，和时限单位一起填',
  },
  {
    field: 'limitUnit',
    title: '时限单位',
    width: 12,
    most: 10,
    needed: false,
    help: '紧急工作时不分昼夜连续计算',
    choices: limitUnitWords,
  },
  { field: 'closing', title: '结案条件', width: 34, most: 400, needed: true, help: '做到什么程度才算办结' },
  {
    field: 'checklist',
    title: '检查要点',
    width: 40,
    most: 2600,
    needed: false,
    help: '按先后顺序，一行一点（或用；隔开），最多 20 点',
  },
  {
    field: 'categoryCodes',
    title: '目录类别',
    width: 18,
    most: 420,
    needed: false,
    help: '事项目录的小类代码，用；隔开',
  },
];

/** A cell's text for a field. */
export function cellOf(matter: Matter, { field, choices }: Column): string {
  const value = matter[field];
  if (value === null) return '';
  if (Array.isArray(value)) return value.join(field === 'checklist' ? '\n' : '；');
  return choices?.[String(value)] ?? String(value);
}
