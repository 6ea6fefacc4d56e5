import Type, { type Static } from 'typebox';
import { RoleName } from './posts.ts';
import { type Right, rights } from './rights.ts';
import { type ApiPart, DistrictId, Done, Id, Instant, nullable, page, Text } from './shapes.ts';

export const RightName = Type.Unsafe<Right>(Type.Union(rights.map((name) => Type.Literal(name))));
export const Me = Type.Object({
  accountId: Id,
  login: Type.String(),
  name: Type.String(),
  district: DistrictId,
  districtName: Type.String(),
  posts: Type.Array(
    Type.Object({
      id: Id,
      role: RoleName,
      title: Type.String(),
      areaId: nullable(Id),
      areaName: nullable(Type.String()),
      areaPath: nullable(Type.String()),
      unitId: nullable(Id),
      unitName: nullable(Type.String()),
      deputy: Type.Boolean(),
    }),
  ),
  abilities: Type.Array(RightName),
  locale: Type.String(),
  largeType: Type.Boolean(),
});
export type Me = Static<typeof Me>;
export const AccountRow = Type.Object({
  id: Id,
  login: Type.String(),
  name: Type.String(),
  phone: nullable(Type.String({ description: 'masked' })),
  email: nullable(Type.String({ description: 'masked' })),
  disabledAt: nullable(Instant),
  lockedUntil: nullable(Instant),
  lastSeenAt: nullable(Instant),
  posts: Type.Array(Type.Object({ id: Id, title: Type.String(), role: RoleName })),
});
export type AccountRow = Static<typeof AccountRow>;
const id = Type.Object({ id: Id });

export const accountsApi = {
  'POST /api/session': {
    summary: 'Sign in',
    access: 'public',
    body: Type.Object({ login: Text(60, 1), password: Text(200, 1) }, { additionalProperties: false }),
    answer: Me,
  },
  'GET /api/session': { summary: 'Who am I, with which posts and rights', access: 'signed-in', answer: Me },
  'DELETE /api/session': { summary: 'Sign out', access: 'signed-in', answer: Done },
  'PUT /api/session/password': {
    summary: 'Change the own password',
    access: 'signed-in',
    body: Type.Object({ old: Text(200, 1), new: Text(200, 1) }, { additionalProperties: false }),
    answer: Done,
  },
  'PUT /api/session/settings': {
    summary: 'Language and type size',
    access: 'signed-in',
    body: Type.Object(
      {
        locale: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en')])),
        largeType: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    answer: Done,
  },
  'GET /api/accounts': {
    summary: 'Accounts, found by name, login or last digits of the phone',
    access: 'signed-in',
    query: Type.Object(
      {
        q: Type.Optional(Text(40)),
        after: Type.Optional(Text(200)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      },
      { additionalProperties: false },
    ),
    answer: page(AccountRow),
  },
  'POST /api/accounts': {
    summary: 'Create an account',
    access: 'signed-in',
    body: Type.Object(
      {
        commandId: Id,
        id: Id,
        login: Text(60, 3),
        name: Text(40, 1),
        phone: Type.Optional(Text(20)),
        email: Type.Optional(Text(120)),
        password: Text(200, 1),
      },
      { additionalProperties: false },
    ),
    answer: AccountRow,
  },
  'PUT /api/accounts/:id': {
    summary: 'Change name, phone, e-mail; disable or enable',
    access: 'signed-in',
    params: id,
    body: Type.Object(
      {
        commandId: Id,
        name: Type.Optional(Text(40, 1)),
        phone: Type.Optional(nullable(Text(20))),
        email: Type.Optional(nullable(Text(120))),
        disabled: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    answer: AccountRow,
  },
  'POST /api/accounts/:id/unlock': {
    summary: 'Lift a lock-out or set a new password',
    access: 'signed-in',
    params: id,
    body: Type.Object({ commandId: Id, password: Type.Optional(Text(200, 1)) }, { additionalProperties: false }),
    answer: Done,
  },
} as const satisfies ApiPart;
