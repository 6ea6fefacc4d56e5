import Type, { type Static } from 'typebox';
import { type Role, roleNames } from './rights.ts';
import { type ApiPart, Done, Id, Instant, nullable, page, Text } from './shapes.ts';

export const RoleName = Type.Unsafe<Role>(Type.Union(roleNames.map((name) => Type.Literal(name))));
export const Holder = Type.Object({
  id: Id,
  accountId: Id,
  name: Type.String(),
  kind: Type.Union([Type.Literal('holder'), Type.Literal('deputy')]),
  from: Instant,
  to: nullable(Instant),
  onLeave: Type.Boolean(),
});
export const PostRow = Type.Object({
  id: Id,
  role: RoleName,
  title: Type.String(),
  areaId: nullable(Id),
  areaName: nullable(Type.String()),
  unitId: nullable(Id),
  unitName: nullable(Type.String()),
  phone: nullable(Type.String()),
  openCases: Type.Integer(),
  holders: Type.Array(Holder),
  vacant: Type.Boolean(),
});
export type PostRow = Static<typeof PostRow>;
export const UnitRow = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.String(),
  phone: nullable(Type.String()),
  openCases: Type.Integer(),
  overdue: Type.Integer(),
});
export type UnitRow = Static<typeof UnitRow>;
const id = Type.Object({ id: Id });

export const postsApi = {
  'GET /api/posts': {
    summary: 'Posts of an area (with those below on request), of a unit, or vacant ones',
    access: 'signed-in',
    query: Type.Object(
      {
        areaId: Type.Optional(Id),
        below: Type.Optional(Type.Boolean()),
        unitId: Type.Optional(Id),
        role: Type.Optional(RoleName),
        vacant: Type.Optional(Type.Boolean()),
        q: Type.Optional(Text(40)),
        after: Type.Optional(Text(200)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      },
      { additionalProperties: false },
    ),
    answer: page(PostRow),
  },
  'POST /api/posts': {
    summary: 'Create a post',
    access: 'signed-in',
    body: Type.Object(
      {
        commandId: Id,
        id: Id,
        role: RoleName,
        title: Text(60, 1),
        areaId: Type.Optional(Id),
        unitId: Type.Optional(Id),
        phone: Type.Optional(Text(20)),
      },
      { additionalProperties: false },
    ),
    answer: PostRow,
  },
  'POST /api/posts/:id/holders': {
    summary: 'Appoint a holder or deputy for a period',
    access: 'signed-in',
    params: id,
    body: Type.Object(
      {
        commandId: Id,
        accountId: Id,
        kind: Type.Union([Type.Literal('holder'), Type.Literal('deputy')]),
        from: Type.Optional(Instant),
        to: Type.Optional(nullable(Instant)),
      },
      { additionalProperties: false },
    ),
    answer: PostRow,
  },
  'DELETE /api/posts/:id/holders/:holderId': {
    summary: 'End an appointment now; open cases stay with the post',
    access: 'signed-in',
    params: Type.Object({ id: Id, holderId: Id }),
    answer: PostRow,
  },
  'GET /api/units': {
    summary: 'Units and departments with their load',
    access: 'signed-in',
    answer: Type.Object({ rows: Type.Array(UnitRow) }),
  },
  'PUT /api/units/:id': {
    summary: 'Create or rename a unit',
    access: 'signed-in',
    params: id,
    body: Type.Object(
      { commandId: Id, name: Text(60, 1), kind: Text(20, 1), phone: Type.Optional(nullable(Text(20))) },
      { additionalProperties: false },
    ),
    answer: Done,
  },
  'GET /api/leaves': {
    summary: 'Leaves of an account',
    access: 'signed-in',
    query: Type.Object({ accountId: Type.Optional(Id) }, { additionalProperties: false }),
    answer: Type.Object({
      rows: Type.Array(
        Type.Object({
          id: Id,
          accountId: Id,
          from: Instant,
          /** Where it was called off, the end it then had. */
          to: Instant,
          reason: Type.String(),
          calledOffAt: nullable(Instant),
          /** It has not ended, and this reader may call it off. */
          mayCallOff: Type.Boolean(),
        }),
      ),
    }),
  },
  'POST /api/leaves': {
    summary: 'Register a leave; deputies stand in meanwhile',
    access: 'signed-in',
    body: Type.Object(
      { commandId: Id, id: Id, accountId: Id, from: Instant, to: Instant, reason: Text(100) },
      { additionalProperties: false },
    ),
    answer: Done,
  },
  'POST /api/leaves/:id/call-off': {
    summary: 'Call a leave off: one under way ends now, one that has not begun never does',
    access: 'signed-in',
    params: id,
    body: Type.Object({ commandId: Id }, { additionalProperties: false }),
    answer: Done,
  },
} as const satisfies ApiPart;
