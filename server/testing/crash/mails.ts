import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that counts how often each message came. */
export interface Mails {
  url: string;
  times: Map<string, number>;
  close(): Promise<void>;
}

export async function openMails(): Promise<Mails> {
  const times = new Map<string, number>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
      });
      stream.on('end', () => {
        const id = /^message-id: <([^@>]+)/im.exec(text)?.[1] ?? '';
        times.set(id, (times.get(id) ?? 0) + 1);
        done();
      });
    },
  });
  // The sender is killed in the middle of a word.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  // With a port, not a pipe, the address is an object.
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    times,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
