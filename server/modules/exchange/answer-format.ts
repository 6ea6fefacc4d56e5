import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Value, writeXml } from './xml.ts';

type Format = 'json' | 'xml';

/** `requests.xml` → `requests`: a resource's name without the extension that chooses its format. */
export function withoutExtension(name: string): string {
  return name.replace(/\.(json|xml)$/, '');
}

/** The extension decides; without one the Accept header; JSON where neither says anything. */
function formatOf(request: FastifyRequest): Format {
  const [path = ''] = request.url.split('?');
  const [, extension] = /\.(json|xml)$/.exec(path) ?? [];
  if (extension !== undefined) return extension === 'xml' ? 'xml' : 'json';
  const wanted = (request.headers.accept ?? '').split(',').map((part) => part.split(';')[0]?.trim());
  const first = wanted.find((type) => type === 'application/json' || type === 'text/xml' || type === 'application/xml');
  return first?.endsWith('/xml') ? 'xml' : 'json';
}

/** Sends a value under the standard's root element; in JSON the root has no name. */
export function sendAs(request: FastifyRequest, reply: FastifyReply, root: string, value: Value): FastifyReply {
  if (formatOf(request) === 'xml') return reply.type('text/xml; charset=utf-8').send(writeXml(root, value));
  return reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(value);
}

/** 2026-11-22T10:06:55+08:00: the hour that people here know, with its offset. */
export function chinaTime(at: Date | null): string | null {
  return at && `${new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`;
}
