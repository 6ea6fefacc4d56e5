import { Open311Errors, type Open311Resource, open311Resources } from '#contract/open311-answers';

type Json = Record<string, unknown>;
type Plain = (schema: object) => Json;

/** The paths of the Open311 door for the OpenAPI document; `plain` makes a TypeBox schema plain JSON. */
export function open311Paths(plain: Plain): Record<string, Json> {
  const paths: Record<string, Json> = {};
  for (const resource of open311Resources) {
    const address = `/open311/v2/${resource.path}.{format}`;
    paths[address] = { ...paths[address], [resource.method]: operation(resource, plain) };
  }
  return paths;
}

function operation(resource: Open311Resource, plain: Plain): Json {
  const { method, path, summary, key, answer } = resource;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const fields = { jurisdiction_id: { type: 'string' }, api_key: { type: 'string' }, ...fieldsOf(resource, plain) };
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    { name: 'format', in: 'path', required: true, schema: { type: 'string', enum: ['json', 'xml'] } },
    ...(method === 'get' ? Object.entries(fields) : []).map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      schema,
    })),
  ];
  return {
    operationId: `open311-${method}-${path.replace(/[^a-z]+/g, '-').replace(/-$/, '')}`,
    summary,
    tags: ['open311'],
    ...(key ? { security: [{ open311: [] }] } : {}),
    parameters,
    ...(method === 'post' ? { requestBody: formOf(resource, fields) } : {}),
    responses: {
      200: { description: 'OK', content: bothFormats(plain(answer)) },
      default: { description: "Refused, in the standard's shape", content: bothFormats(plain(Open311Errors)) },
    },
  };
}

function fieldsOf({ fields }: Open311Resource, plain: Plain): Json {
  return Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, plain(schema)]));
}

function formOf({ required = [] }: Open311Resource, properties: Json): Json {
  const schema = { type: 'object', required, properties, additionalProperties: { type: 'string' } };
  return { required: true, content: { 'application/x-www-form-urlencoded': { schema } } };
}

function bothFormats(schema: Json): Json {
  return { 'application/json': { schema }, 'text/xml': { schema: { type: 'string' } } };
}
