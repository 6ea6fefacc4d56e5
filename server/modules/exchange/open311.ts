import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { guardText, toRefusal } from '#kernel/http';
import { rateLimiter } from '#kernel/rate-limit';
import { localeOf, Refusal, refusalText, refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { resolveDistrict } from '#modules/areas';
import { sendAs, withoutExtension } from './answer-format.ts';
import { discovery } from './discovery.ts';
import { handInRequest } from './hand-in-request.ts';
import { listRequests, type Reading, readRequestByNo } from './list-requests.ts';
import { listServices, readService } from './list-services.ts';
import { findPeer, type KnownPeer } from './peers.ts';
import { type Form, formOfJson, formOfPairs, one } from './read-form.ts';
import { readToken } from './read-token.ts';

/** A partner's server speaks for thousands of people, so both are high; a key is counted wherever it is used from. */
const perMinute = {
  GET: { address: 3000, key: 3000 },
  POST: { address: 1200, key: 600 },
};
const mostBody = 64 * 1024;

/** Open311 GeoReport v2, to be registered under /open311/v2: the standard's own shapes, XML beside JSON, no cookie. */
export function open311(services: Services) {
  const limits = limiting(services);
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply));
    app.setNotFoundHandler((request, reply) => answerError(new Refusal('request.unknown-address'), request, reply));
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: mostBody },
      async (_: FastifyRequest, body: string | Buffer) => formOfPairs(new URLSearchParams(String(body))),
    );
    app.addHook('onRequest', async (request, reply) => {
      // No cookie opens anything here, so pages of any origin may call it.
      reply.header('access-control-allow-origin', '*').header('cache-control', 'no-store');
      limits('address', request, request.ip);
    });
    const door: Door = { services, limits };
    addReaders(app, door);
    addItemReaders(app, door);
    for (const url of resource('requests')) {
      app.post(url, { bodyLimit: mostBody }, (request, reply) => postRequest(door, request, reply));
    }
    app.options('/*', (_, reply) =>
      reply
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-allow-headers', 'content-type, idempotency-key, x-api-key, accept-language')
        .status(204)
        .send(),
    );
  };
}

interface Door {
  services: Services;
  limits: ReturnType<typeof limiting>;
}

/** Counts a call by where it comes from or by its key; refuses with the seconds to wait when a minute is full. */
function limiting(services: Services) {
  const limiter = rateLimiter(() => services.clock().getTime());
  return (by: 'address' | 'key', request: FastifyRequest, who: string): void => {
    const method = request.method === 'POST' ? 'POST' : 'GET';
    const most = perMinute[method][by];
    const wait = limiter.take(`${by} ${method}`, { perDevice: most, perAddress: most, seconds: 60 }, who, who);
    if (wait > 0) refuse('request.too-many', { seconds: wait });
  };
}

const resource = (name: string): string[] => [`/${name}`, `/${name}.json`, `/${name}.xml`];

function addReaders(app: FastifyInstance, door: Door): void {
  const { services } = door;
  for (const url of resource('discovery')) {
    app.get(url, async (request, reply) => {
      const { district } = await readingOf(door, request);
      const found = await services.database.app
        .selectFrom('districts')
        .select('hotline')
        .where('id', '=', district)
        .executeTakeFirstOrThrow();
      return sendAs(request, reply, 'discovery', discovery(services, request, found.hotline));
    });
  }
  for (const url of resource('services')) {
    app.get(url, async (request, reply) => {
      const { district, locale } = await readingOf(door, request);
      return sendAs(request, reply, 'services', await listServices(services, district, locale));
    });
  }
  for (const url of resource('requests')) {
    app.get(url, async (request, reply) => {
      const found = await listRequests(services, await readingOf(door, request), queryOf(request));
      return sendAs(request, reply, 'service_requests', found);
    });
  }
}

function addItemReaders(app: FastifyInstance, door: Door): void {
  const { services } = door;
  app.get('/services/:id', async (request, reply) => {
    const { district, locale } = await readingOf(door, request);
    return sendAs(request, reply, 'service_definition', await readService(services, district, idOf(request), locale));
  });
  app.get('/requests/:id', async (request, reply) => {
    const found = await readRequestByNo(services, await readingOf(door, request), idOf(request));
    return sendAs(request, reply, 'service_requests', found);
  });
  app.get('/tokens/:id', async (request, reply) => {
    await readingOf(door, request);
    return sendAs(request, reply, 'service_requests', await readToken(services, idOf(request)));
  });
}

async function postRequest(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = await formOf(request);
  const { peer, locale } = await readingOf(door, request, form);
  if (!peer) return refuse('peer.key-missing');
  if (!peer.may.includes('report')) return refuse('peer.key-may-not');
  const key = request.headers['idempotency-key'];
  const idempotencyKey = typeof key === 'string' ? key : undefined;
  const { no, token } = await handInRequest(door.services, { peer, form, idempotencyKey, locale });
  const answer = {
    ...(token === null ? { service_request_id: no } : { token }),
    service_notice: locale === 'en' ? notice.en : notice.zh,
    account_id: null,
  };
  return sendAs(request, reply, 'service_requests', [answer]);
}

const notice = {
  zh: '已收到，等微网格员受理。请求的文字、位置和图片会公开，其中的号码已隐去。',
  en: 'Received, waiting for the micro-grid worker. Words, place and picture are public, with numbers masked.',
};

/** Whose district, who asks, in which language. A key that is shown must be good, even where none is needed. */
async function readingOf(
  { services, limits }: Door,
  request: FastifyRequest,
  form = queryOf(request),
): Promise<Reading> {
  const locale = localeOf(request.headers['accept-language']);
  const query = queryOf(request);
  const key = one(form, 'api_key', 100) ?? one(query, 'api_key', 100) ?? headerKey(request);
  const peer = key === undefined ? null : ((await findPeer(services, key)) ?? refuse('peer.key-unknown'));
  if (peer) limits('key', request, peer.id);
  const asked = one(form, 'jurisdiction_id', 40) ?? one(query, 'jurisdiction_id', 40);
  return { locale, peer, district: await jurisdiction(services, asked, peer) };
}

/** jurisdiction_id is the district's number; without one the key's district, or the first of this installation. */
async function jurisdiction(services: Services, asked: string | undefined, peer: KnownPeer | null): Promise<number> {
  if (asked !== undefined && !/^[1-9]\d{0,8}$/.test(asked)) return refuse('district.unknown');
  const wanted = asked === undefined ? peer?.district : Number(asked);
  const { id } = await resolveDistrict(services, wanted);
  if (peer && peer.district !== id) refuse('peer.key-unknown');
  return id;
}

function headerKey(request: FastifyRequest): string | undefined {
  const shown = request.headers['x-api-key'];
  return typeof shown === 'string' && shown !== '' ? shown.slice(0, 100) : undefined;
}

function queryOf(request: FastifyRequest): Form {
  const start = request.url.indexOf('?');
  return formOfPairs(new URLSearchParams(start < 0 ? '' : request.url.slice(start)));
}

function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }; // the routes above name it
  const found = withoutExtension(id);
  guardText(found);
  return found;
}

/** A form, JSON or multipart; some clients put the fields into the address instead. */
async function formOf(request: FastifyRequest): Promise<Form> {
  if (request.isMultipart()) return formOfParts(request);
  if (request.body instanceof Map) return request.body as Form; // the parser above made it
  return request.body === undefined || request.body === null ? queryOf(request) : formOfJson(request.body);
}

/** A file in it is refused by name rather than lost. */
async function formOfParts(request: FastifyRequest): Promise<Form> {
  const { pairs, files } = await readParts(request).catch((error: unknown) => {
    // The reader of multipart gives what is broken no code; its limits and our refusals have one.
    if (error instanceof Error && !('code' in error)) return refuse('request.unreadable');
    throw error;
  });
  return files > 0 ? refuse('request.no-files') : formOfPairs(pairs);
}

async function readParts(request: FastifyRequest): Promise<{ pairs: [string, string][]; files: number }> {
  const pairs: [string, string][] = [];
  let files = 0;
  for await (const part of request.parts({ limits: { fields: 200, files: 1, fieldSize: 20_000 } })) {
    if (part.type === 'file') {
      for await (const chunk of part.file) files += (chunk as Buffer).length;
    } else {
      if (part.valueTruncated) refuse('input.too-large');
      pairs.push([part.fieldname, String(part.value)]);
    }
  }
  return { pairs, files };
}

/** The standard knows 400, 403 and 404; what is only ours (415, 422, 409 …) is a plain 400 there. */
function statusOf(refusal: Refusal): number {
  const kept = [400, 401, 403, 404, 413, 429];
  return refusal.status >= 500 || kept.includes(refusal.status) ? refusal.status : 400;
}

/** The kernel's sentence about a wrong format speaks of reloading a page; here a program reads it. */
function asRefusal(error: FastifyError, request: FastifyRequest): Refusal {
  const refusal = toRefusal(error, request);
  return refusal.code === 'input.not-json' ? new Refusal('request.unreadable') : refusal;
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = asRefusal(error, request);
  // The route, never the address: its query may hold a key, its path a token.
  const route = `${request.method} ${request.routeOptions.url ?? 'none'}`;
  if (refusal.status >= 500) request.log.error({ err: error, route, requestId: request.id }, 'request failed');
  if (refusal.code === 'request.too-many') reply.header('retry-after', String(refusal.values.seconds));
  if (refusal.status === 503) reply.header('retry-after', '5');
  const code = statusOf(refusal);
  const language = localeOf(request.headers['accept-language']) === 'en' ? 'en' : 'zh';
  sendAs(request, reply.status(code), 'errors', [{ code, description: refusalText(refusal, language) }]);
}
