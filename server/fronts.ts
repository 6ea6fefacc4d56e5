import { join } from 'node:path';
import statics from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const fronts = ['resident', 'field', 'desk', 'wall'] as const;

/** Serves the built fronts: each its own page for every address below it, hashed assets for a year, pages never stale. */
export async function serveFronts(app: FastifyInstance, distDir: string): Promise<void> {
  await app.register(statics, {
    root: distDir,
    serve: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      const hashed = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/.test(path);
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const front of fronts) {
    app.get(`/${front}`, (_, reply) => reply.redirect(`/${front}/`, 308));
    app.get(`/${front}/*`, (request, reply) => sendFront(front, request, reply));
  }
  app.get('/', (_, reply) => reply.sendFile('greeting/index.html'));
  app.get('/assets/*', (request, reply) => reply.sendFile(join('greeting/assets', wildcard(request))));
}

function sendFront(front: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = wildcard(request);
  // A file has an extension; everything else is a page of the front, whose router reads the address.
  const isFile = /\.[a-z0-9]{2,12}$/i.test(path);
  return reply.sendFile(`${front}/${isFile ? path : 'index.html'}`);
}

function wildcard(request: FastifyRequest): string {
  return (request.params as { '*': string })['*'];
}
