/** As much of JSON Schema as the contract uses; all of it is read from the OpenAPI document. */
export interface Schema {
  type?: string;
  const?: unknown;
  anyOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  patternProperties?: Record<string, Schema>;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

/** Values by the name of a field that only a living district can give: ids of its areas, units, posts. */
export type Known = (name: string) => unknown;

/** A value that the schema takes: as little as is required, and of what is known, the real. */
export function sampleOf(schema: Schema, name: string, known: Known): unknown {
  const found = known(name);
  if (found !== undefined) return found;
  if ('const' in schema) return schema.const;
  const [first] = schema.anyOf ?? [];
  if (first) return sampleOf(first, name, known);
  if (schema.type === 'object' || schema.properties) {
    const required = schema.required ?? [];
    return Object.fromEntries(required.map((key) => [key, sampleOf(schema.properties?.[key] ?? {}, key, known)]));
  }
  if (schema.type === 'array') {
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, name, known));
  }
  return sampleOfPlain(schema);
}

function sampleOfPlain(schema: Schema): unknown {
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'null') return null;
  if (schema.type === 'string') return 'words'.padEnd(schema.minLength ?? 0, ' more').slice(0, schema.maxLength ?? 99);
  return {};
}

/** Every place in a body with what it asks for: objects, their fields, and the first item of arrays. */
export interface Place {
  path: readonly (string | number)[];
  schema: Schema;
}

export function placesOf(schema: Schema, path: readonly (string | number)[] = []): Place[] {
  const options = [schema, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  const inside = options.flatMap((option) => [
    ...Object.entries(option.properties ?? {}).flatMap(([name, part]) => placesOf(part, [...path, name])),
    ...(option.items ? placesOf(option.items, [...path, 0]) : []),
    ...Object.values(option.patternProperties ?? {}).flatMap((part) => placesOf(part, [...path, 'free'])),
  ]);
  return [...(path.length > 0 ? [{ path, schema }] : []), ...inside];
}

/** A copy of the value with one place changed; what is missing on the way is made. */
export function withPlace(value: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (typeof step === 'number') {
    const list = Array.isArray(value) ? [...value] : [];
    list[step] = withPlace(list[step], rest, to);
    return list;
  }
  const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { ...object, [step]: withPlace((object as Record<string, unknown>)[step], rest, to) };
}

export function withoutPlace(value: unknown, path: readonly (string | number)[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  if (rest.length > 0) {
    const inner = (value as Record<string | number, unknown>)[step];
    return inner === undefined ? value : withPlace(value, [step], withoutPlace(inner, rest));
  }
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== String(step)));
}

/** Does some way of reading the schema take this type? */
export function takes(schema: Schema, type: string): boolean {
  const own = schema.type === type || (schema.type === 'integer' && type === 'number');
  return own || [...(schema.anyOf ?? []), ...(schema.allOf ?? [])].some((option) => takes(option, type));
}

export function formatOf(schema: Schema): string | undefined {
  return schema.format ?? schema.anyOf?.map(formatOf).find((format) => format !== undefined);
}

export function limitOf(schema: Schema): number | undefined {
  return schema.maxLength ?? schema.anyOf?.map(limitOf).find((limit) => limit !== undefined);
}
