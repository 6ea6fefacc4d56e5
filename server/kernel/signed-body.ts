import { createHash, type Hash } from 'node:crypto';
import { PassThrough, pipeline } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

const hashes = new WeakMap<FastifyRequest, Hash>();

/** Hashes a body on its way to the parser: a signature is over the bytes, not over what they were read as. */
export function hashBody(
  request: FastifyRequest,
  _reply: FastifyReply,
  payload: NodeJS.ReadableStream,
): Promise<NodeJS.ReadableStream> {
  const hash = createHash('sha256');
  hashes.set(request, hash);
  const through = new PassThrough();
  through.on('data', (part: Buffer) => hash.update(part));
  // A sender that breaks off ends the parser's stream with the fault; there is nothing to do here.
  pipeline(payload, through, () => undefined);
  // Listening for data set it flowing; the parser starts it again when it is there.
  return Promise.resolve(through.pause());
}

/** SHA-256 of the body's bytes as hex; of nothing, where there is no body. */
export function bodyHashOf(request: FastifyRequest): string {
  return (hashes.get(request) ?? createHash('sha256')).copy().digest('hex');
}
