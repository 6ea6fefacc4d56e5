import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';
import addFormats from 'ajv-formats';
import { isInstant } from './instant.ts';

export const bodies = withFormats(new Ajv({ allErrors: false, strict: false }));
/** Query and path arrive as text: numbers and booleans are read from it. */
export const words = withFormats(new Ajv({ allErrors: false, strict: false, coerceTypes: true }));
function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv, ['uuid']);
  ajv.addFormat('date-time', isInstant);
  // Ids are compared as text in row security and in maps: one spelling from the door on.
  ajv.addKeyword({ keyword: 'x-lower-case', type: 'string', modifying: true, validate: lowerCase });
  return ajv;
}

/** Answers whether a value fits; if not, `errors` says where. */
export interface Check {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Compiled when it is first asked: a start waited two seconds for some four hundred, most of which nobody asks for long. */
export function checkOf(ajv: Ajv, schema: object): Check {
  let compiled: ValidateFunction | null = null;
  const check: Check = (value) => {
    compiled ??= ajv.compile(schema);
    const fits = compiled(value) === true;
    check.errors = compiled.errors ?? null;
    return fits;
  };
  return check;
}

/** Ajv hands over where the value stands, so that it can be put back changed. */
function lowerCase(_: unknown, text: string, __?: unknown, place?: DataValidationCxt): boolean {
  if (place) place.parentData[place.parentDataProperty] = text.toLowerCase();
  return true;
}
