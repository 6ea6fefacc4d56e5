import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { RefusalCode } from '#contract/refusals';
import type { Endpoint } from '#contract/shapes';
import { type Actor, needRight } from './actor.ts';
import { helmetOptions, permissions } from './browser-fence.ts';
import { answerClientError } from './client-error.ts';
import { outageOf } from './outage.ts';
import { rateLimiter } from './rate-limit.ts';
import { localeOf, Refusal, refusalText, refuse } from './refuse.ts';
import type { FileAnswer, Limit, RegisteredRoute } from './routes.ts';
import type { Services } from './services.ts';
import { hashBody } from './signed-body.ts';
import { bodies, type Check, checkOf, words } from './validators.ts';
import { noteRefusal } from './watch-http.ts';

export interface HttpOptions {
  services: Services;
  routes: RegisteredRoute[];
  findActor(services: Services, cookie: string | undefined): Promise<Actor | null>;
  /** Called for every refused right, so that it can be audited. */
  onRefused(actor: Actor, route: string, address: string): Promise<void>;
  /** Origins besides our own that pages may load pictures and map tiles from. */
  pictureOrigins(): readonly string[];
  /** Throws when an answer does not have the contract's shape (tests); otherwise it is logged. */
  strictAnswers: boolean;
}

export const sessionCookie = 'gezhi_session';
const usual: Limit = { perDevice: 600, perAddress: 6000, seconds: 60 };

/**
 * A request must have come after five minutes (20 MB at 0.6 Mbit/s), and a line on which nothing moves for two is cut:
 * whoever sends or reads a byte a second must not hold it for ever.
 */
const patience = { requestTimeout: 300_000, connectionTimeout: 120_000, http: { connectionsCheckingInterval: 5_000 } };

export async function buildHttp(o: HttpOptions): Promise<FastifyInstance> {
  const { config, log } = o.services;
  const app: FastifyInstance = Fastify({
    // pino's own type is wider than the one Fastify names; without this every signature would carry it.
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy: the address it saw is the last of x-forwarded-for; those before it are the caller's own words.
    trustProxy: config.trustProxy ? (_: string, hop: number) => hop < 1 : false,
    bodyLimit: 256 * 1024,
    ...patience,
    genReqId: () => o.services.ids(),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => answerUnrouted(error, request, reply),
    forceCloseConnections: 'idle',
  });
  // Nobody sends it but a page of another site, whose form may post it without asking first.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(({ schema, httpPart }) => checkOf(httpPart === 'body' ? bodies : words, schema as object));
  // Quality 4: a fifth of the work of the default 11 for a tenth more bytes.
  const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions });
  await app.register(cookie);
  await app.register(multipart, { limits: { files: 1, fields: 4, fileSize: 21 * 1024 * 1024, fieldSize: 1024 } });
  await app.register(
    helmet,
    helmetOptions(() => o.pictureOrigins().join(' ')),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((request, reply) => answerError(new Refusal('request.unknown-address'), request, reply));
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('permissions-policy', permissions);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  const limiter = rateLimiter(() => o.services.clock().getTime());
  for (const registered of o.routes) addRoute(app, o, registered, limiter);
  return app;
}

function addRoute(
  app: FastifyInstance,
  o: HttpOptions,
  registered: RegisteredRoute,
  limiter: ReturnType<typeof rateLimiter>,
): void {
  const [method = 'GET', url = ''] = registered.route.split(' ');
  const endpoint = registered.endpoint;
  const limit = registered.handler.limit ?? usual;
  const check = checkOf(bodies, endpoint.answer);
  app.route({
    method: method as 'GET',
    url,
    ...(endpoint.bodyLimit ? { bodyLimit: endpoint.bodyLimit } : {}),
    schema: {
      ...(endpoint.params ? { params: endpoint.params } : {}),
      ...(endpoint.query ? { querystring: endpoint.query } : {}),
      ...(endpoint.body ? { body: endpoint.body } : {}),
    },
    ...(endpoint.access === 'signed' ? { preParsing: hashBody } : {}),
    onRequest: async (request) => {
      guardOrigin(request);
      const wait = limiter.take(registered.route, limit, deviceOf(request), request.ip);
      if (wait > 0) refuse('request.too-many', { seconds: wait });
    },
    preHandler: async (request) => guardText([request.params, request.query, request.body]),
    handler: (request, reply) => run(o, registered, check, request, reply),
  });
}

async function run(
  o: HttpOptions,
  registered: RegisteredRoute,
  check: Check,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { endpoint, handler, route } = registered;
  const actor = await o.findActor(o.services, request.cookies[sessionCookie]);
  if (endpoint.access === 'signed-in') await guardActor(o, registered, actor, request);
  const call = {
    services: o.services,
    locale: actor?.locale ?? localeOf(request.headers['accept-language']),
    address: request.ip,
    requestId: request.id,
    params: request.params,
    query: request.query,
    body: request.body,
    actor,
    request,
    reply,
  };
  const answer = await handler.run(call as never).catch(async (error: unknown) => {
    if (actor && error instanceof Refusal && error.code === 'right.missing')
      await o.onRefused(actor, route, request.ip);
    throw error;
  });
  if (endpoint.answers === 'stream') return reply;
  if (endpoint.answers === 'file') return sendFile(reply, answer as FileAnswer);
  guardAnswer(o, endpoint, check, route, answer);
  return reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(answer);
}

async function guardActor(
  o: HttpOptions,
  { handler, route }: RegisteredRoute,
  actor: Actor | null,
  request: FastifyRequest,
): Promise<void> {
  if (!actor) refuse('session.required');
  if (!handler.right) return;
  try {
    needRight(actor, handler.right);
  } catch (error) {
    await o.onRefused(actor, route, request.ip);
    throw error;
  }
}

function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  for (const [name, value] of Object.entries(file.headers ?? {})) reply.header(name, value);
  return reply.type(file.contentType).send(file.body);
}

function guardAnswer(o: HttpOptions, endpoint: Endpoint, check: Check, route: string, answer: unknown): void {
  // Validated as the reader will see it: dates have become text by then.
  if (!o.strictAnswers || endpoint.answers) return;
  const seen: unknown = JSON.parse(JSON.stringify(answer ?? null));
  if (!check(seen)) throw new Error(`${route} answered another shape: ${bodies.errorsText(check.errors)}`);
}

/** Cookies are SameSite=Strict; this is the second fence for browsers that send an Origin. */
function guardOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  // request.host takes the forwarded one only where a proxy is trusted.
  if (origin && origin !== 'null' && URL.canParse(origin) && new URL(origin).host === request.host) return;
  if (origin || request.headers['sec-fetch-site'] === 'cross-site') refuse('request.foreign-origin');
}

function deviceOf(request: FastifyRequest): string {
  const device = request.headers['x-gezhi-device'];
  return (
    request.cookies[sessionCookie]?.slice(0, 60) ?? (typeof device === 'string' ? device.slice(0, 40) : request.ip)
  );
}

/** PostgreSQL stores no NUL and no half surrogate pair; refused here by name instead of failing there. */
export function guardText(value: unknown, depth = 0): void {
  if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed())) {
    refuse('input.invalid', { 'detail:zh': '含有无法保存的字符', 'detail:en': 'a character that cannot be stored' });
  }
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return;
  if (depth > 40) refuse('input.invalid', { 'detail:zh': '层数太多', 'detail:en': 'nested too deeply' });
  for (const [key, part] of Object.entries(value)) {
    guardText(key, depth + 1);
    guardText(part, depth + 1);
  }
}

const fastifyCodes: Record<string, RefusalCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'input.too-large',
  FST_REQ_FILE_TOO_LARGE: 'input.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'input.not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'input.not-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'input.not-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'input.not-json',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'input.not-json',
};

/** Any error as the refusal that is answered; what nobody foresaw is one 500. */
export function toRefusal(error: FastifyError, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  if (error.validation) {
    const [first] = error.validation;
    const detail =
      `${first?.instancePath.slice(1).replaceAll('/', '.') || error.validationContext || ''} ${first?.message ?? ''}`.trim();
    return new Refusal('input.invalid', { detail }, { path: first?.instancePath ?? '' });
  }
  const known = fastifyCodes[error.code];
  if (known) return new Refusal(known);
  if (namesAnotherRow(error)) return new Refusal('command.reused');
  const outage = outageOf(error);
  if (outage) return new Refusal(outage);
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return new Refusal('input.invalid', { detail: '' });
  return new Refusal('server.unexpected', { requestId: request.id });
}

/** An id made by the client under which something else is stored: by another command, or in another place. */
function namesAnotherRow(error: FastifyError & { constraint?: string }): boolean {
  return error.code === '23505' && error.constraint?.endsWith('_pkey') === true;
}

/** Addresses that cannot be read never come to a route, nor to the hooks that set headers. */
function answerUnrouted(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const unreadable = error.code === 'FST_ERR_MAX_PARAM_LENGTH' || error.code === 'FST_ERR_BAD_URL';
  reply.headers({
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
  });
  answerError(unreadable ? new Refusal('request.unknown-address') : error, request, reply);
}

function answerError(error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = toRefusal(error, request);
  noteRefusal(request, refusal.code);
  // The route, never the address: that holds tokens, signatures and what somebody searched for.
  const route = `${request.method} ${request.routeOptions.url ?? 'none'}`;
  if (refusal.status >= 500) request.log.error({ err: error, route, requestId: request.id }, 'request failed');
  const language = localeOf(request.headers['accept-language']) === 'en' ? 'en' : 'zh';
  const zh = refusalText(refusal, 'zh');
  const en = refusalText(refusal, 'en');
  if (refusal.status === 429) reply.header('retry-after', String(refusal.values.seconds));
  if (refusal.status === 503) reply.header('retry-after', '5');
  reply
    .status(refusal.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({
      code: refusal.code,
      message: language === 'en' ? en : zh,
      zh,
      en,
      requestId: request.id,
      ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
    });
}
