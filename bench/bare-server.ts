// Fastify with nothing behind it, as a process of its own: answers what it was given, holds open lines, tells them.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Fastify, { type FastifyReply } from 'fastify';
import type { CannedAnswer } from './bare.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, answers: { type: 'string' } } });
const answers = JSON.parse(readFileSync(values.answers ?? '', 'utf8')) as CannedAnswer[];
const app = Fastify();

for (const { method, url, text } of answers) {
  const bytes = Buffer.from(text);
  app.route({
    method,
    url,
    handler: (_, reply) => reply.type('application/json; charset=utf-8').send(bytes),
  });
}

const lines = new Set<FastifyReply['raw']>();
app.get('/lines', (_, reply) => {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  raw.write('event: ready\ndata: {}\n\n');
  lines.add(raw);
  raw.on('close', () => lines.delete(raw));
});
app.post<{ Body: { frame: string } }>('/tell', (request, reply) => {
  for (const line of lines) line.write(request.body.frame);
  return reply.send({ told: lines.size });
});

await app.listen({ port: Number(values.port), host: '127.0.0.1' });
