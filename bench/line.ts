import { connect, type Socket } from 'node:net';

const lateMs = 10_000;
const longestKept = 4000;

/** A screen's line to a stream of events, without a browser: HTTP/1.1 by hand, so that 5,000 cost the client little. */
export class Line {
  readonly #socket: Socket;
  #tail = '';
  #wanted: { text: string; resolve(): void } | null = null;
  /** When the last event came, by performance.now(). */
  heardAt = 0;
  /** How many came. */
  heard = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Until the server has said that it is ready to tell. */
  static open(url: string, { path, headers }: { path: string; headers: readonly string[] }): Promise<Line> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    const line = new Line(socket);
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('connect', () => {
        socket.write(`GET ${path} HTTP/1.1\r\n${[`host: ${host}`, ...headers].join('\r\n')}\r\n\r\n`);
      });
      socket.on('data', (bytes: Buffer) => {
        const text = bytes.toString();
        if (text.startsWith('HTTP/1.1 ') && !text.startsWith('HTTP/1.1 200'))
          reject(new Error(`A screen was answered ${text.slice(0, 200)}`));
        if (text.includes('event: ready')) resolve(line);
        line.#take(text);
      });
    });
  }

  #take(text: string): void {
    this.#tail = (this.#tail + text).slice(-longestKept);
    const events = text.split('event: case').length - 1;
    if (events > 0) this.heardAt = performance.now();
    this.heard += events;
    if (this.#wanted && this.#tail.includes(this.#wanted.text)) this.#wanted.resolve();
  }

  /** Until an event with this text has come; fails when it does not come in ten seconds. */
  has(text: string): Promise<void> {
    if (this.#tail.includes(text)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('A screen did not hear of the event.')), lateMs);
      this.#wanted = {
        text,
        resolve: () => {
          clearTimeout(late);
          this.#wanted = null;
          resolve();
        },
      };
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
