import Type, { type Static } from 'typebox';
import { type ApiPart, Id, Instant, nullable, page, Text } from './shapes.ts';

export const AuditRow = Type.Object({
  id: Id,
  at: Instant,
  who: Type.String(),
  login: nullable(Type.String()),
  action: Type.String(),
  target: nullable(Type.String()),
  purpose: nullable(Type.String()),
  address: nullable(Type.String()),
  outcome: Type.Union([Type.Literal('done'), Type.Literal('refused')]),
  detail: nullable(Type.String()),
});
export type AuditRow = Static<typeof AuditRow>;
export const auditApi = {
  'GET /api/audit': {
    summary: 'Who looked at or changed what',
    access: 'signed-in',
    query: Type.Object(
      {
        action: Type.Optional(Text(60)),
        accountId: Type.Optional(Id),
        q: Type.Optional(Text(60)),
        from: Type.Optional(Instant),
        to: Type.Optional(Instant),
        after: Type.Optional(Text(200)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      },
      { additionalProperties: false },
    ),
    answer: page(AuditRow),
  },
} as const satisfies ApiPart;
