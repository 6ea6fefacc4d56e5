import Type, { type Static } from 'typebox';
import { FlowCode, Words } from './flow-document.ts';
import { type ApiPart, Instant } from './shapes.ts';

const strict = { additionalProperties: false } as const;

/** One step of a real case that would have been otherwise: what it was, and what it would have been. */
const Sample = Type.Object({ no: Type.String(), seq: Type.Integer(), step: Words, was: Words, would: Words });
const Found = Type.Object({ cases: Type.Integer(), samples: Type.Array(Sample) });

export const FlowTrial = Type.Object({
  since: Instant,
  cases: Type.Integer(),
  steps: Type.Integer(),
  /** Only the newest were looked at. */
  more: Type.Boolean(),
  /** Cases with a step that the flow would not have allowed; nothing behind it was looked at. */
  illegal: Found,
  /** Cases with a step behind which another post would have been accountable. */
  owner: Found,
  /** Cases with a step behind which another time would have been due. */
  due: Found,
});
export type FlowTrial = Static<typeof FlowTrial>;

export const flowTrialsApi = {
  'POST /api/flows/:flow/dry-run': {
    summary:
      'The real cases of the last 90 days, replayed on a flow: what would have been otherwise; nothing is stored',
    access: 'signed-in',
    params: Type.Object({ flow: FlowCode }),
    body: Type.Object(
      {
        /** Absent: the draft, else the version in force. */
        document: Type.Optional(Type.Unknown()),
      },
      strict,
    ),
    answer: FlowTrial,
  },
} as const satisfies ApiPart;
