import Type, { type Static } from 'typebox';
import { FlowField, FlowPhotos, oneOf, Words } from './flow-document.ts';
import { type Move, moveNames, type Need } from './lifecycle.ts';
import { Text } from './shapes.ts';

/** Lines of a form, by their codes in the flow. */
export const FormFields = Type.Record(Type.String({ maxLength: 40 }), Text(1000), { maxProperties: 10 });

/** A line of a form as it was filled in. */
export const FieldView = Type.Object({ name: Words, value: Words });
export type FieldView = Static<typeof FieldView>;

/** What a reader may do now, in the words of the case's flow. */
export const ActionView = Type.Object({
  code: Type.String(),
  /** The move to send with it. */
  move: oneOf<Move>(moveNames),
  name: Words,
  needs: Type.Array(Type.Unsafe<Need>(Type.String())),
  fields: Type.Array(FlowField),
  photos: Type.Array(FlowPhotos),
  note: Type.Union([Type.Literal('public'), Type.Literal('internal')]),
});
export type ActionView = Static<typeof ActionView>;
