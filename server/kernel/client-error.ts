import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Refusal, refusalText } from './refuse.ts';

/** What did not arrive in time, or cannot be read as HTTP, never comes to a route: the same sentences, written by hand. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const refusal = late ? new Refusal('request.too-slow') : new Refusal('input.invalid', { detail: 'HTTP' });
  const [zh, en] = [refusalText(refusal, 'zh'), refusalText(refusal, 'en')];
  const body = JSON.stringify({ code: refusal.code, message: zh, zh, en });
  const head = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
