import Type, { type Static } from 'typebox';
import { Suggestion } from './catalogue.ts';
import { type ApiPart, FileContent, Id, Instant, nullable, Text } from './shapes.ts';

/** Rows of one table that is handed in, and how many of them are filed by one call. */
export const mostTableRows = 5000;
export const tableSlice = 250;
/** Of the uploaded xlsx. */
export const mostTableBytes = 4 * 1024 * 1024;

/** What a pasted chat says of one matter: a draft for a person to confirm, nothing that is stored. */
export const ChatDraft = Type.Object({
  /** The reporters' words, without names, mentions and marks; telephone numbers are masked. */
  body: Type.String(),
  saidAt: nullable(Instant),
  /** Messages that speak of it, and pictures that stood among them. */
  messages: Type.Integer(),
  pictures: Type.Integer(),
  /** Those messages as they stood there, for the person who pasted them; telephone numbers are masked. */
  said: Type.Array(Type.Object({ by: Type.String(), at: nullable(Instant), text: Type.String() })),
  /** The words that name the place, as they were said. */
  placeWords: nullable(Type.String()),
  /** The building of the district that they mean; `sure`: no other fits as well. */
  place: nullable(
    Type.Object({
      addressId: Id,
      text: Type.String(),
      areaId: Id,
      areaName: Type.String(),
      lon: nullable(Type.Number()),
      lat: nullable(Type.Number()),
      sure: Type.Boolean(),
    }),
  ),
  categories: Type.Array(Suggestion),
});
export type ChatDraft = Static<typeof ChatDraft>;

const TableFault = Type.Object({ cell: Type.String(), zh: Type.String(), en: Type.String() });
export type TableFault = Static<typeof TableFault>;

export const TableAnswer = Type.Object({
  /** Rows with content below the heading. */
  total: Type.Integer(),
  /** Every fault named by its cell: 线索!D17. Of a dry run those of all rows, otherwise those of this call's. */
  faults: Type.Array(TableFault),
  faulty: Type.Integer(),
  /** First rows as they were understood. */
  preview: Type.Array(
    Type.Object({ line: Type.Integer(), body: Type.String(), place: Type.String(), category: Type.String() }),
  ),
  /** What became of the rows of this call: filed under a number, or why not. */
  results: Type.Array(
    Type.Object({
      line: Type.Integer(),
      id: nullable(Id),
      no: nullable(Type.String()),
      zh: nullable(Type.String()),
      en: nullable(Type.String()),
    }),
  ),
  /** Pass it as `from` to file the next rows; null when all are through. */
  next: nullable(Type.Integer()),
});
export type TableAnswer = Static<typeof TableAnswer>;

export const draftsApi = {
  'POST /api/drafts/chat': {
    summary: 'Split a pasted group chat into drafts, one a matter; the text is not stored',
    access: 'signed-in',
    body: Type.Object(
      {
        text: Text(60000, 1),
        /** Where the group is at home: buildings there come first. */
        areaId: Type.Optional(Id),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      rows: Type.Array(ChatDraft),
      messages: Type.Integer(),
      /** Messages that belong to no matter: greetings, thanks, notices. */
      left: Type.Integer(),
    }),
  },
  'GET /api/drafts/table': {
    summary: 'The empty table for handing in many reports at once (xlsx)',
    access: 'signed-in',
    answers: 'file',
    answer: Type.Unknown(),
  },
  'POST /api/drafts/table': {
    summary:
      'Check a table of reports (dry run), or file its rows from one line on; the same file again files nothing twice',
    access: 'signed-in',
    bodyLimit: 6 * 1024 * 1024,
    body: Type.Object(
      {
        dryRun: Type.Boolean(),
        content: FileContent(mostTableBytes),
        from: Type.Optional(Type.Integer({ minimum: 0, maximum: mostTableRows })),
      },
      { additionalProperties: false },
    ),
    answer: TableAnswer,
  },
} as const satisfies ApiPart;
