import Type from 'typebox';
import { CaseFilter, CaseQuery } from './case-filter.ts';
import {
  AlarmLevel,
  CaseCounts,
  CaseRow,
  CaseView,
  Contact,
  MoveCase,
  ReportCase,
  Reported,
  SavedFilter,
  SimilarCase,
  StateName,
  TrackMove,
  TrackView,
} from './cases.ts';
import { Words } from './flow-document.ts';
import { type ApiPart, DistrictId, Done, Id, Instant, nullable, Point, page, Text } from './shapes.ts';

const caseId = Type.Object({ id: Id });
const token = Type.Object({
  token: Type.String({ minLength: 20, maxLength: 80 }),
});
export const casesApi = {
  'POST /api/public/cases': {
    summary: 'Report a case without an account',
    access: 'public',
    body: ReportCase,
    answer: Reported,
  },
  'POST /api/public/similar': {
    summary: 'Open reports nearby that may be the same (50 m, 30 days, same class or similar words)',
    access: 'public',
    body: Type.Object(
      {
        district: Type.Optional(DistrictId),
        point: Type.Optional(Point),
        areaId: Type.Optional(Id),
        text: Type.Optional(Text(2000)),
        categoryCode: Type.Optional(Text(20)),
        tokens: Type.Optional(Type.Array(Text(80), { maxItems: 50 })),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ rows: Type.Array(SimilarCase) }),
  },
  'POST /api/public/cases/:id/join': {
    summary: 'Me too: follow an existing report and be counted',
    access: 'public',
    params: caseId,
    body: Type.Object(
      {
        commandId: Id,
        district: Type.Optional(DistrictId),
        contact: Type.Optional(Contact),
        tokens: Type.Optional(Type.Array(Text(80), { maxItems: 50 })),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ token: Type.String(), no: Type.String(), meToo: Type.Integer() }),
  },
  'GET /api/public/track/:token': { summary: 'Follow a report', access: 'public', params: token, answer: TrackView },
  'POST /api/public/track/:token/moves': {
    summary: 'Rate, contest, answer or add to a report',
    access: 'public',
    params: token,
    body: TrackMove,
    answer: TrackView,
  },
  'GET /api/public/track/:token/live': {
    summary: 'Changes of one report (server-sent events)',
    access: 'public',
    params: token,
    answer: Type.Unknown(),
    answers: 'stream',
  },
  'POST /api/public/phone-codes': {
    summary: 'Send a code to a phone that reported',
    access: 'public',
    body: Type.Object({ phone: Text(20), district: Type.Optional(DistrictId) }, { additionalProperties: false }),
    answer: Done,
  },
  'POST /api/public/phone-reports': {
    summary: 'Reports of a phone, proved by its code; gives new tokens',
    access: 'public',
    body: Type.Object(
      { phone: Text(20), code: Text(10), district: Type.Optional(DistrictId) },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      rows: Type.Array(
        Type.Object({
          token: Type.String(),
          no: Type.String(),
          title: Type.String(),
          state: StateName,
          /** In the words of the case's own flow. */
          stateName: Words,
          reportedAt: Instant,
        }),
      ),
    }),
  },
  'POST /api/cases': {
    summary: 'Report as staff: own find, or for someone else',
    access: 'signed-in',
    body: ReportCase,
    answer: Reported,
  },
  'GET /api/cases': {
    summary: 'List cases that the reader may see',
    access: 'signed-in',
    query: CaseQuery,
    answer: page(CaseRow),
  },
  'GET /api/cases/counts': {
    summary: 'Counts of the desk tabs',
    access: 'signed-in',
    query: Type.Object({ areaId: Type.Optional(Id) }, { additionalProperties: false }),
    answer: CaseCounts,
  },
  'GET /api/cases/points': {
    summary: 'Places of cases for the map, at most 5,000',
    access: 'signed-in',
    query: Type.Object(CaseFilter, { additionalProperties: false }),
    answer: Type.Object({
      rows: Type.Array(
        Type.Object({
          id: Id,
          no: Type.String(),
          title: Type.String(),
          state: StateName,
          /** In the words of the case's own flow. */
          stateName: Words,
          level: nullable(AlarmLevel),
          lon: Type.Number(),
          lat: Type.Number(),
          overdue: Type.Boolean(),
          areaId: Id,
        }),
      ),
      more: Type.Boolean(),
    }),
  },
  'GET /api/cases/export': {
    summary: 'The filtered list as xlsx or csv',
    access: 'signed-in',
    answers: 'file',
    answer: Type.Unknown(),
    query: Type.Object(
      {
        ...CaseFilter,
        format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]),
        lang: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])),
      },
      { additionalProperties: false },
    ),
  },
  'GET /api/cases/:id': {
    summary: 'One case with its whole record',
    access: 'signed-in',
    params: caseId,
    answer: CaseView,
  },
  'POST /api/cases/:id/moves': {
    summary: 'Move a case along its life cycle',
    access: 'signed-in',
    params: caseId,
    body: MoveCase,
    answer: CaseView,
  },
  'GET /api/cases/:id/similar': {
    summary: 'Possible duplicates of a case (1 km, 60 days)',
    access: 'signed-in',
    params: caseId,
    answer: Type.Object({ rows: Type.Array(SimilarCase) }),
  },
  'GET /api/cases/:id/advice': {
    summary: 'Suggested category and unit, with the reason; the person decides',
    access: 'signed-in',
    params: caseId,
    answer: Type.Object({
      categories: Type.Array(
        Type.Object({
          code: Type.String(),
          name: Type.String(),
          confidence: Type.Number(),
          because: Type.Array(Type.String()),
        }),
      ),
      units: Type.Array(
        Type.Object({ id: Id, name: Type.String(), because: Type.String(), openCases: Type.Integer() }),
      ),
      limit: nullable(Type.String()),
    }),
  },
  'POST /api/cases/:id/contact': {
    summary: 'Unmask the reporter; the purpose is recorded',
    access: 'signed-in',
    params: caseId,
    body: Type.Object({ purpose: Text(200) }, { additionalProperties: false }),
    answer: Type.Object({ name: nullable(Type.String()), phone: nullable(Type.String()) }),
  },
  'GET /api/saved-filters': {
    summary: 'Own saved filters',
    access: 'signed-in',
    answer: Type.Object({ rows: Type.Array(SavedFilter) }),
  },
  'PUT /api/saved-filters/:id': {
    summary: 'Save a filter',
    access: 'signed-in',
    params: caseId,
    body: Type.Object(
      { name: Text(40, 1), query: Type.Record(Type.String(), Type.String()) },
      { additionalProperties: false },
    ),
    answer: Done,
  },
  'DELETE /api/saved-filters/:id': { summary: 'Forget a filter', access: 'signed-in', params: caseId, answer: Done },
  'GET /api/live': {
    summary: 'Changes of every case the reader may see (server-sent events; Last-Event-ID resumes)',
    access: 'signed-in',
    answer: Type.Unknown(),
    answers: 'stream',
  },
} as const satisfies ApiPart;
