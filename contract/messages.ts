import Type, { type Static } from 'typebox';
import { type ApiPart, Done, Id, Instant, nullable, page, Text } from './shapes.ts';

export const channels = ['app', 'email', 'sms', 'wecom'] as const;
export const Channel = Type.Unsafe<(typeof channels)[number]>(Type.Union(channels.map((name) => Type.Literal(name))));
export const MessageState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('sent'),
  Type.Literal('failed'),
  Type.Literal('stuck'),
  Type.Literal('cancelled'),
]);
export const MessageRow = Type.Object({
  id: Id,
  channel: Channel,
  to: Type.String({ description: 'masked' }),
  template: Type.String(),
  title: Type.String(),
  body: Type.String(),
  state: MessageState,
  attempts: Type.Integer(),
  lastError: nullable(Type.String()),
  nextAt: nullable(Instant),
  createdAt: Instant,
  sentAt: nullable(Instant),
  caseId: nullable(Id),
  caseNo: nullable(Type.String()),
});
export type MessageRow = Static<typeof MessageRow>;
export const InboxRow = Type.Object({
  id: Id,
  title: Type.String(),
  body: Type.String(),
  at: Instant,
  readAt: nullable(Instant),
  caseId: nullable(Id),
  caseNo: nullable(Type.String()),
  template: Type.String(),
});
export type InboxRow = Static<typeof InboxRow>;

export const messagesApi = {
  'GET /api/messages': {
    summary: 'Outbound messages, stuck ones first on request',
    access: 'signed-in',
    query: Type.Object(
      {
        state: Type.Optional(MessageState),
        after: Type.Optional(Text(200)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      },
      { additionalProperties: false },
    ),
    answer: page(MessageRow),
  },
  'POST /api/messages/:id/resend': {
    summary: 'Try a stuck message again',
    access: 'signed-in',
    params: Type.Object({ id: Id }),
    answer: Done,
  },
  'GET /api/inbox': {
    summary: 'Own messages',
    access: 'signed-in',
    query: Type.Object(
      { after: Type.Optional(Text(200)), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) },
      { additionalProperties: false },
    ),
    answer: Type.Intersect([page(InboxRow), Type.Object({ unread: Type.Integer() })]),
  },
  'POST /api/inbox/read': {
    summary: 'Mark as read: one, or all',
    access: 'signed-in',
    body: Type.Object({ id: Type.Optional(Id) }, { additionalProperties: false }),
    answer: Done,
  },
} as const satisfies ApiPart;
