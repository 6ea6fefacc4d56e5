import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RefusalCode } from '#contract/refusals';
import type { Metrics } from './metrics.ts';

const refused = new WeakMap<FastifyRequest, RefusalCode>();

/** Remembers why a request was refused until its answer is out. */
export function noteRefusal(request: FastifyRequest, code: RefusalCode): void {
  refused.set(request, code);
}

/** Seconds; a person notices from 0.1 on and leaves from about 10 on. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts every answer by the template of its route, never by its address: addresses hold ids and tokens. */
export function watchHttp(app: FastifyInstance, metrics: Metrics): void {
  const requests = metrics.counter('gezhi_http_requests_total', 'Answers by method, route and status.');
  const seconds = metrics.histogram(
    'gezhi_http_request_seconds',
    'From the first byte of the request to the last of the answer; live streams left out.',
    bounds,
  );
  const refusals = metrics.counter('gezhi_refusals_total', 'Refused requests by code of contract/refusals.ts.');
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    requests.add({ method, route, status: String(reply.statusCode) });
    if (!isStream(reply)) seconds.observe({ method, route }, reply.elapsedTime / 1000);
    const code = refused.get(request);
    if (code) refusals.add({ code });
  });
}

function isStream(reply: FastifyReply): boolean {
  return String(reply.raw.getHeader('content-type') ?? '').startsWith('text/event-stream');
}
