import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SlowClient {
  /** What the server said until it cut the line. */
  said(): string;
  /** Settles when the line is cut; who reads nothing does not notice. */
  cut: Promise<void>;
  hangUp(): void;
}

/** Sends the head of an upload at once and its body a byte at a time. */
export async function sendSlowly(base: string, path: string, everyMs: number): Promise<SlowClient> {
  const socket = await lineTo(base);
  const type = 'content-type: multipart/form-data; boundary=e';
  socket.write(`POST ${path} HTTP/1.1\r\nhost: ${new URL(base).host}\r\n${type}\r\ncontent-length: 100000\r\n\r\n`);
  let cut = false;
  socket.on('close', () => {
    cut = true;
  });
  void (async () => {
    while (!cut) {
      socket.write('-');
      await sleep(everyMs);
    }
  })();
  return watch(socket);
}

/** Asks many times on one line and reads nothing, until the answers fill what the system holds for it. */
export async function readNothing(
  base: string,
  path: string,
  times: number,
  header = 'accept: */*',
): Promise<SlowClient> {
  const socket = await lineTo(base);
  socket.pause();
  const asked = `GET ${path} HTTP/1.1\r\nhost: ${new URL(base).host}\r\n${header}\r\n\r\n`;
  socket.write(asked.repeat(times));
  return watch(socket);
}

async function lineTo(base: string): Promise<Socket> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined); // a reset is what is waited for
  await once(socket, 'connect');
  return socket;
}

function watch(socket: Socket): SlowClient {
  let said = '';
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  return { said: () => said, cut: once(socket, 'close').then(() => undefined), hangUp: () => void socket.destroy() };
}
