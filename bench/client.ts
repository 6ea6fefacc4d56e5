import { Agent, request } from 'node:http';

export interface Sending {
  method: 'GET' | 'POST';
  path: string;
  body?: object;
  /** A file, instead of a body. */
  form?: FormData;
  cookie?: string;
  /** The phone of a resident; staff are known by their cookie. */
  device?: string;
  /** As the proxy in front tells it. */
  address?: string;
}

export interface Reply {
  /** 0: the connection broke. */
  status: number;
  text: string;
  /** A session's cookie, where one was opened. */
  cookie: string;
  ms: number;
}

export interface Client {
  send(sending: Sending): Promise<Reply>;
  close(): void;
}

/** Kept connections, as many as are needed up to `connections`; without reading more of an answer than its text. */
export function openClient(url: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (sending) => send(url, agent, sending),
    close: () => agent.destroy(),
  };
}

async function send(url: string, agent: Agent, sending: Sending): Promise<Reply> {
  const { method, path, cookie, device, address } = sending;
  const { type, bytes } = await contentOf(sending);
  const headers = {
    ...(type === null ? {} : { 'content-type': type, 'content-length': bytes.length }),
    ...(cookie === undefined ? {} : { cookie }),
    ...(device === undefined ? {} : { 'x-gezhi-device': device }),
    ...(address === undefined ? {} : { 'x-forwarded-for': address }),
  };
  const began = performance.now();
  return new Promise((resolve) => {
    const broken = (error: NodeJS.ErrnoException) =>
      resolve({ status: 0, text: error.code ?? error.message, cookie: '', ms: performance.now() - began });
    const sent = request(`${url}${path}`, { method, agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', broken);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(parts).toString(),
          cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
          ms: performance.now() - began,
        }),
      );
    });
    sent.on('error', broken);
    sent.end(bytes);
  });
}

async function contentOf({ body, form }: Sending): Promise<{ type: string | null; bytes: Buffer }> {
  if (form) {
    const encoded = new Response(form);
    return { type: encoded.headers.get('content-type'), bytes: Buffer.from(await encoded.arrayBuffer()) };
  }
  if (body === undefined) return { type: null, bytes: Buffer.alloc(0) };
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) };
}

/** "503 server.unavailable"; of a broken connection its error. */
export function refusalOf({ status, text }: Reply): string {
  if (status === 0) return text;
  try {
    return `${status} ${(JSON.parse(text) as { code?: string }).code ?? ''}`.trim();
  } catch {
    return String(status);
  }
}

export function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} × ${word}`).join(', ') || 'none';
}
