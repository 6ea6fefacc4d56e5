import type { RefusalText } from './refusal-text.ts';

/** Objection, consultation, tasks, requests for time and the other parts of handling. */
export const partRefusals = {
  'case.needs-helpers': {
    status: 422,
    zh: '请至少选一个单位；每个单位须在册，且不是主办单位。',
    en: 'Choose at least one unit; each must exist and none be the lead unit.',
  },
  'case.needs-participants': {
    status: 422,
    zh: '请选择参加会商的单位或岗位，至少一个，且须在册。',
    en: 'Choose the units or posts that confer: at least one, and each must exist.',
  },
  'case.needs-team': {
    status: 422,
    zh: '请写专班名称，并选择至少两个在册岗位。',
    en: 'Name the team and choose at least two existing posts.',
  },
  'case.needs-task': {
    status: 422,
    zh: '没有可办的任务：它可能已办结、已免办，或不是交给您的。请刷新后再看。',
    en: 'No such task to work on: it may be done, waived, or not yours. Please look again.',
  },
  'case.needs-tasks-done': {
    status: 409,
    zh: '还有协办任务没有办结：请等反馈，或由指挥室写明理由免办。',
    en: 'Tasks of helpers are not done: wait for their reports, or have the command room waive them with a reason.',
  },
  'case.needs-score': { status: 422, zh: '请打 1 到 5 分。', en: 'Give 1 to 5.' },
  'case.needs-basis': {
    status: 422,
    zh: '请写明法定依据或职责依据。',
    en: 'State the legal basis, or the rule of duties.',
  },
  'case.needs-window': {
    status: 409,
    zh: '派单异议只能提一次，且须在规定时间内；现在请办理，或申请延期。',
    en: 'An objection is possible once and within its time only. Please handle the case, or ask for more time.',
  },
  'case.needs-minutes': { status: 422, zh: '请写会商纪要。', en: 'Please write the minutes.' },
  'case.needs-crossings': {
    status: 422,
    zh: '请选择跨什么：跨区域、跨部门、跨层级，或职责不清。',
    en: 'Choose what it crosses: districts, departments, levels, or that duties are unclear.',
  },
  'case.needs-request': {
    status: 422,
    zh: '请选择延期、挂账或缓办，并写天数；没有待批的申请时不能批复。',
    en: 'Choose extension, suspension or deferral and the days; there must be a pending request to decide one.',
  },
  'case.needs-no-request': {
    status: 409,
    zh: '已有一份待批的申请，或已批满次数，或本步已超时：不能再申请。',
    en: 'A request is pending, the most have been granted, or this step is already late: no further request is possible.',
  },
  'case.same-asker': {
    status: 403,
    zh: '申请人不能批自己的申请，请由上一级领导批复。',
    en: 'Nobody decides their own request. A leader of the level above must.',
  },
  'case.needs-finding': {
    status: 422,
    zh: '请选择核实结果：属实、不属实或重复。',
    en: 'Choose what was found: true, not true, or a duplicate.',
  },
  'case.needs-late-supervision': {
    status: 409,
    zh: '没有超时未答复的督办：先督办并写明期限，到期未答复才能通报。',
    en: 'No supervision is overdue: supervise first, with a date; only what was not answered by then is circulated.',
  },
  'case.needs-call': {
    status: 422,
    zh: '请填回访结果：是否接通；接通的还要填是否解决和满意程度。',
    en: 'Note the call: was anybody reached, and if so, is it solved and how satisfied are they.',
  },
  'case.needs-pieces': {
    status: 422,
    zh: '请写至少两件，每件有标题和内容。',
    en: 'Write at least two parts, each with a title and text.',
  },
  'case.needs-archive-kind': { status: 422, zh: '请选择归档类别。', en: 'Please choose the archive kind.' },
} as const satisfies Record<string, RefusalText>;
