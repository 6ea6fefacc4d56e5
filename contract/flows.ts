import Type, { type Static } from 'typebox';
import { FlowCode, FlowDocument, Words } from './flow-document.ts';
import { type ApiPart, Done, Id, Instant, nullable, Text } from './shapes.ts';

const strict = { additionalProperties: false } as const;
const flow = Type.Object({ flow: FlowCode });
const VersionNumber = Type.Integer({ minimum: 1, maximum: 1000000 });

/** draft: being edited; published: new cases take it; retired: running cases end on it. */
export const FlowVersion = Type.Object({
  version: Type.Integer(),
  status: Type.Union([Type.Literal('draft'), Type.Literal('published'), Type.Literal('retired')]),
  /** Counts the saves of a draft. */
  revision: Type.Integer(),
  note: Type.String(),
  changedAt: Instant,
  by: nullable(Type.String()),
  publishedAt: nullable(Instant),
  /** Open cases that go by it. */
  running: Type.Integer(),
});
export type FlowVersion = Static<typeof FlowVersion>;

export const FlowHead = Type.Object({
  code: Type.String(),
  name: Words,
  note: Type.String(),
  inForce: nullable(Type.Integer()),
  isDefault: Type.Boolean(),
  versions: Type.Array(FlowVersion),
});
export type FlowHead = Static<typeof FlowHead>;

export const FlowFault = Type.Object({ path: Type.String(), zh: Type.String(), en: Type.String() });

const Origin = Type.Union([Type.Literal('core'), Type.Literal('shipped'), Type.Literal('own')]);
const OneFlow = Type.Object({
  code: Type.String(),
  /** core: comes with the program and is in force; shipped: comes as an example to begin from. */
  origin: Origin,
  version: Type.Integer(),
  status: Type.Union([Type.Literal('draft'), Type.Literal('published'), Type.Literal('retired')]),
  revision: Type.Integer(),
  document: FlowDocument,
});

/** One place in which two versions differ; null: not there. */
export const FlowChange = Type.Object({
  path: Type.String(),
  older: nullable(Type.String()),
  newer: nullable(Type.String()),
});
export type FlowChange = Static<typeof FlowChange>;

export const flowsApi = {
  'GET /api/flows': {
    summary: 'The flows of the district with their versions, and those that come with the program',
    access: 'signed-in',
    answer: Type.Object({
      rows: Type.Array(FlowHead),
      core: Type.Object({ code: Type.String(), name: Words, note: Type.String(), isDefault: Type.Boolean() }),
      shipped: Type.Array(Type.Object({ code: Type.String(), name: Words, note: Type.String() })),
      mayEdit: Type.Boolean(),
    }),
  },
  'GET /api/flows/schema.json': {
    summary: 'The JSON schema of a flow document',
    access: 'signed-in',
    answer: Type.Unknown(),
  },
  'PUT /api/flows/default': {
    summary: 'Which flow new cases take where no rule gives another; null: the common flow',
    access: 'signed-in',
    body: Type.Object({ commandId: Id, code: nullable(FlowCode) }, strict),
    answer: Type.Object({ code: nullable(Type.String()) }),
  },
  'POST /api/flows/check': {
    summary: 'Every fault of a flow document by its place, with a way to mend it; nothing is stored',
    access: 'signed-in',
    body: Type.Object({ document: Type.Unknown() }, strict),
    answer: Type.Object({ faults: Type.Array(FlowFault) }),
  },
  'GET /api/flows/:flow': {
    summary: 'One version of a flow: the one asked for, else the draft, else the one in force',
    access: 'signed-in',
    params: flow,
    query: Type.Object({ version: Type.Optional(VersionNumber) }, strict),
    answer: OneFlow,
  },
  'PUT /api/flows/:flow/draft': {
    summary: 'Save the draft of a flow, checked whole; refused with every fault by its place',
    access: 'signed-in',
    params: flow,
    body: Type.Object(
      {
        commandId: Id,
        /** The revision that was edited; 0: there was no draft. */
        revision: Type.Integer({ minimum: 0 }),
        document: Type.Unknown(),
      },
      strict,
    ),
    answer: Type.Object({ version: Type.Integer(), revision: Type.Integer() }),
  },
  'POST /api/flows/:flow/publish': {
    summary: 'Put the draft in force for new cases; running cases end on the version they began with',
    access: 'signed-in',
    params: flow,
    body: Type.Object({ commandId: Id, revision: Type.Integer({ minimum: 1 }), note: Text(500, 1) }, strict),
    answer: Type.Object({ version: Type.Integer() }),
  },
  'POST /api/flows/:flow/discard': {
    summary: 'Throw the draft away',
    access: 'signed-in',
    params: flow,
    body: Type.Object({ commandId: Id }, strict),
    answer: Done,
  },
  'POST /api/flows/:flow/retire': {
    summary: 'No new case takes this flow any more',
    access: 'signed-in',
    params: flow,
    body: Type.Object({ commandId: Id }, strict),
    answer: Done,
  },
  'GET /api/flows/:flow/difference': {
    summary: 'In which places two versions of a flow differ',
    access: 'signed-in',
    params: flow,
    query: Type.Object({ older: VersionNumber, newer: VersionNumber }, strict),
    answer: Type.Object({ changes: Type.Array(FlowChange) }),
  },
} as const satisfies ApiPart;
