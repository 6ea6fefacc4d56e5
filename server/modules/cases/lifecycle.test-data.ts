import { type Move, type State, states } from '#contract/lifecycle';
import type { Role } from '#contract/rights';
import type { Actor } from '#kernel/actor';
import { defaultThresholds, defaultTimes, type Timekeeping } from '#modules/deadlines';
import type { CaseRecord } from './case-record.ts';
import type { MoveAsk } from './decide-move.ts';
import { noParts, type Parts, type Task, type TimeRequest } from './parts/case-parts.ts';

export const now = new Date('2026-11-21T08:00:00Z');
export const times: Timekeeping = {
  calendarVersion: 0,
  calendar: defaultTimes,
  thresholds: defaultThresholds,
  limits: { version: 0, madeAt: null, byAccount: null, conditions: [], rules: [], byCategory: new Map() },
  areaClasses: new Map(),
};
export const here = '410103000000/410103001000/';

export function caseIn(state: State, more: Partial<CaseRecord> = {}): CaseRecord {
  return {
    district: 410103,
    id: '019aa000-0000-7000-8000-000000000001',
    no: 'EQ-261121-0001',
    seq: 3,
    lastHash: Buffer.alloc(32),
    title: '路灯不亮',
    state,
    originState: 'accepted',
    handlerState: 'handling',
    categoryCode: '05001',
    risk: 'medium',
    level: null,
    areaId: 'area',
    areaPath: `${here}410103001001/`,
    areaName: '第1微网格',
    whistleLevel: null,
    unitId: 'unit',
    ownerPostId: 'post',
    handledBy: 'handler',
    closedBy: 'closer',
    reportedAt: now,
    stateSince: now,
    dueAt: now,
    clockLeftMs: null,
    totalDueAt: now,
    clock: { from: now, amount: 1, unit: 'workDay', longAt: now },
    totalClock: { from: now, amount: 3, unit: 'workDay' },
    ...{ held: null, conditionCode: null, routedLimit: null },
    overdueSince: null,
    checkedAt: now,
    closedAt: now,
    firstClosedAt: null,
    open: states[state].kind === 'open' || states[state].kind === 'waiting',
    meToo: 0,
    returns: 0,
    reopens: 0,
    reworks: 0,
    mergedInto: null,
    flow: null,
    lon: null,
    lat: null,
    lastStep: { move: 'accept', actorAccount: 'me', at: now, data: {} },
    ...aside,
    ...more,
  };
}

/** Nothing but what every case has. */
const aside = {
  helpers: ['unit', 'post'],
  objectUntil: new Date(now.getTime() + 3600_000),
  objections: 0,
  overdues: 0,
  crossings: [],
  consultDue: [],
  parentId: null,
  archiveKind: null,
  parts: noParts,
};

const task: Task = {
  ...{
    id: 'task',
    kind: 'report-in',
    state: 'given',
    unitId: 'unit',
    postId: null,
    team: null,
    words: '说明',
    who: '城管局',
  },
  ...{ givenAt: now, givenSeq: 2, givenPost: null, areaPath: here, dueAt: now, overdueAt: null, takenAt: null },
  ...{ doneAt: null, answer: null, whistleScore: null, responseScore: null },
};
const asked: TimeRequest = {
  ...{ id: 'request', kind: 'extend', days: 2, reason: '缺配件', askedBy: '某人', askedAccount: 'other', askedAt: now },
  ...{ state: 'asked', decidedBy: null, decidedAt: null, words: null, effect: null },
};
const late = { ...task, kind: 'supervise', dueAt: new Date(now.getTime() - 1) } as const;
const rated = { ...task, takenAt: now } as const;

/** What has to stand in the case for these moves, besides the state. */
const standing: Partial<Record<Move, Parts>> = {
  takeTask: { ...noParts, tasks: [task] },
  reportTask: { ...noParts, tasks: [task] },
  waiveTask: { ...noParts, tasks: [task] },
  scoreResponse: { ...noParts, tasks: [rated] },
  scoreWhistle: { ...noParts, tasks: [rated] },
  circulate: { ...noParts, tasks: [late] },
  grantTime: { ...noParts, requests: [asked] },
  denyTime: { ...noParts, requests: [asked] },
};
export const caseFor = (state: State, move: Move) => caseIn(state, { parts: standing[move] ?? noParts });

export function actorIn(role: Role, place: { areaPath: string | null; unitId: string | null; id: string }): Actor {
  const post = {
    role,
    title: role,
    areaId: null,
    areaName: null,
    areaLevel: null,
    unitName: null,
    deputy: false,
    ...place,
  };
  return {
    accountId: 'me',
    sessionId: 's',
    district: 410103,
    login: 'me',
    name: '我',
    locale: 'zh-CN',
    largeType: false,
    posts: [post],
  };
}

const piece = { title: '一件', body: '内容' };
/** A form with everything a move can need. */
export const full: Omit<MoveAsk, 'move'> = {
  note: '说明',
  photoKinds: ['after'],
  unitId: 'unit',
  areaId: 'area',
  targetId: 'other',
  until: new Date(now.getTime() + 86400_000),
  categoryCode: '05001',
  rating: 'satisfied',
  ...{
    unitIds: ['other-unit'],
    postIds: ['one', 'two'],
    teamName: '专班',
    taskId: 'task',
    score: 4,
    basis: '职责清单',
  },
  ...{ minutes: '纪要', crossings: ['department'], request: { kind: 'extend', days: 2 }, finding: 'true' },
  ...{ call: { reached: false }, pieces: [piece, piece], archiveKind: 'special' },
};
