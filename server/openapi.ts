import { api, type Route } from '#contract/api';
import { refusals } from '#contract/refusals';
import type { Endpoint } from '#contract/shapes';
import { open311Paths } from './open311-paths.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the whole contract and the Open311 door: TypeBox schemas are JSON Schema as they stand. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of Object.keys(api).sort() as Route[]) {
    const [method = 'GET', path = ''] = route.split(' ');
    const address = path.replace(/:(\w+)/g, '{$1}');
    paths[address] = { ...paths[address], [method.toLowerCase()]: operation(route, api[route]) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gezhi 格治',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: `Refusals are JSON with code, message (language by Accept-Language), zh, en and requestId. Codes: ${Object.keys(refusals).sort().join(', ')}.`,
    },
    paths: { ...paths, ...open311Paths(plain) },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'gezhi_session' },
        open311: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'Or the field api_key.' },
        peer: {
          type: 'apiKey',
          in: 'header',
          name: 'x-gezhi-key-id',
          description: 'With x-gezhi-timestamp, x-gezhi-nonce and x-gezhi-signature: see docs/exchange.md.',
        },
      },
      schemas: { Refused: refused },
    },
  };
}

const refused = {
  type: 'object',
  required: ['code', 'message', 'zh', 'en', 'requestId'],
  properties: {
    code: { type: 'string', enum: Object.keys(refusals).sort() },
    message: { type: 'string' },
    zh: { type: 'string' },
    en: { type: 'string' },
    requestId: { type: 'string' },
    detail: {},
  },
};

function operation(route: Route, endpoint: Endpoint): Json {
  const parameters = [...inPlace('path', endpoint.params), ...inPlace('query', endpoint.query)];
  return {
    operationId: route
      .replace(/[^A-Za-z]+/g, '-')
      .toLowerCase()
      .replace(/^-|-$/g, ''),
    summary: endpoint.summary,
    tags: [route.split('/').find((part) => part !== 'public' && /^[a-z]/.test(part) && part !== 'api') ?? 'other'],
    ...(endpoint.access === 'public'
      ? {}
      : { security: [{ [endpoint.access === 'signed' ? 'peer' : 'session']: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(endpoint.multipart ? { requestBody: photoBody } : bodyOf(endpoint)),
    responses: {
      200: { description: 'OK', content: contentOf(endpoint) },
      default: {
        description: 'Refused',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refused' } } },
      },
    },
  };
}

const photoBody = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: { type: 'object', properties: { photo: { type: 'string', contentMediaType: 'image/*' } } },
    },
  },
};

function bodyOf(endpoint: Endpoint): Json {
  return endpoint.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: plain(endpoint.body) } } } }
    : {};
}

function contentOf(endpoint: Endpoint): Json {
  if (endpoint.answers === 'stream') return { 'text/event-stream': { schema: { type: 'string' } } };
  if (endpoint.answers === 'file') return { 'application/octet-stream': { schema: { type: 'string' } } };
  return { 'application/json': { schema: plain(endpoint.answer) } };
}

function inPlace(place: 'path' | 'query', schema: Endpoint['params']): Json[] {
  const { properties = {}, required = [] } = (schema ? plain(schema) : {}) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: part,
  }));
}

/** The schema as plain JSON: TypeBox's own marks are not enumerable and fall away, and so does what only our reader needs. */
function plain(schema: object): Json {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key === 'x-lower-case' ? undefined : value))) as Json;
}
