import { openApi } from '../../openapi.ts';
import type { Schema } from './schema.ts';

/** One endpoint as the OpenAPI document describes it: nothing here is taken from the server's own tables. */
export interface Operation {
  /** "METHOD /path/{param}" */
  route: string;
  method: string;
  path: string;
  pathParams: string[];
  query: { name: string; schema: Schema }[];
  body: Schema | null;
  multipart: boolean;
  answers: 'json' | 'file' | 'stream';
  access: 'public' | 'session' | 'peer';
  /** All methods that the path has. */
  offered: string[];
}

interface DocumentedOperation {
  parameters?: { name: string; in: 'path' | 'query'; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: { 200: { content: Record<string, unknown> } };
  security?: Record<string, unknown>[];
}

export function operations(): Operation[] {
  const { paths } = openApi('test') as { paths: Record<string, Record<string, DocumentedOperation>> };
  // The Open311 door takes forms and refuses in the standard's words: its own tests (open311-refusals) shake it.
  const ours = Object.entries(paths).filter(([path]) => !path.startsWith('/open311/'));
  return ours.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, documented]) =>
      operationOf(method.toUpperCase(), path, documented, Object.keys(methods)),
    ),
  );
}

function operationOf(method: string, path: string, documented: DocumentedOperation, offered: string[]): Operation {
  const { parameters = [], requestBody, responses, security } = documented;
  const content = Object.keys(responses[200].content);
  const answers = content.includes('text/event-stream')
    ? 'stream'
    : content.includes('application/json')
      ? 'json'
      : 'file';
  return {
    route: `${method} ${path}`,
    method,
    path,
    pathParams: parameters.filter((one) => one.in === 'path').map(({ name }) => name),
    query: parameters.filter((one) => one.in === 'query'),
    body: requestBody?.content['application/json']?.schema ?? null,
    multipart: requestBody?.content['multipart/form-data'] !== undefined,
    answers,
    access: accessOf(security),
    offered: offered.map((one) => one.toUpperCase()),
  };
}

function accessOf(security: DocumentedOperation['security']): Operation['access'] {
  if (!security) return 'public';
  return security.some((one) => 'peer' in one) ? 'peer' : 'session';
}
