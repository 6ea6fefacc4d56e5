import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import type { StepTold } from '#contract/webhooks';

export interface Received {
  headers: IncomingHttpHeaders;
  raw: string;
  told: StepTold;
}

/** The other side: a real server that notes what it gets and answers as it is told to. */
export async function webhookReceiver() {
  const received: Received[] = [];
  const answers: {
    status: number;
    body?: string;
    headers?: Record<string, string>;
    hang?: 'at once' | 'in the body';
  }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString();
      received.push({ headers: request.headers, raw, told: JSON.parse(raw) });
      const { status, body = '', headers = {}, hang } = answers.shift() ?? { status: 204 };
      if (hang === 'at once') return;
      response.writeHead(status, headers);
      if (hang) response.write(body);
      else response.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  afterAll(() => {
    server.closeAllConnections();
    return new Promise<void>((closed) => server.close(() => closed()));
  });
  return { url: `http://127.0.0.1:${port}/hook`, port, received, answers };
}

/** Written from the text of Standard Webhooks, not from our signer. */
export function verifies(secret: string, { headers, raw }: Received, now: Date): boolean {
  const id = String(headers['webhook-id']);
  const timestamp = String(headers['webhook-timestamp']);
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key)
    .update(Buffer.from(`${id}.${timestamp}.${raw}`, 'utf8'))
    .digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((one) => {
      const [version, signature = ''] = one.split(',');
      const given = Buffer.from(signature, 'base64');
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
    });
}
