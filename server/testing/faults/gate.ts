import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * Stands between the program and its database, so that the way between them can be cut, refused or frozen without
 * touching the server that other tests use.
 */
export interface Gate {
  /** The same database through the gate. */
  url(direct: string): string;
  /** Cuts what is open and refuses what is new; `only` the listening connection, or `only` all others. */
  shut(only?: 'listener' | 'pools'): void;
  /** Nothing moves any more, and nobody is told. */
  freeze(): void;
  open(): void;
  /** What was frozen stays dead, what is new gets through: another server took over without a word. */
  abandon(): void;
  close(): Promise<void>;
}

interface Line {
  near: Socket;
  far: Socket;
  isListener: boolean;
}

export async function openGate(direct: string): Promise<Gate> {
  const target = targetOf(direct);
  const lines = new Set<Line>();
  const dead = new Set<Line>();
  let refused: (isListener: boolean) => boolean = () => false;
  let frozen = false;

  const server = createServer((near) => {
    const line: Line = { near, far: connect(target), isListener: false };
    lines.add(line);
    for (const [from, to] of [
      [near, line.far],
      [line.far, near],
    ] as const) {
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        lines.delete(line);
      });
    }
    // The first packet names the application.
    near.once('data', (hello: Buffer) => {
      line.isListener = hello.includes('gezhi listen');
      if (refused(line.isListener)) return near.destroy();
      line.far.write(hello);
      near.pipe(line.far);
      line.far.pipe(near);
      if (frozen) hold(line);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // With a port, not a pipe, the address is an object.
  const { port } = server.address() as AddressInfo;

  return {
    url(direct) {
      const through = new URL(direct);
      return `postgres://${through.username}:${through.password}@127.0.0.1:${port}${through.pathname}`;
    },
    shut(only) {
      refused = (isListener) => only === undefined || isListener === (only === 'listener');
      for (const { near, isListener } of lines) if (refused(isListener)) near.destroy();
    },
    freeze() {
      frozen = true;
      for (const line of lines) hold(line);
    },
    open() {
      refused = () => false;
      // Once only: what is piped twice arrives twice.
      for (const { near, far } of frozen ? lines : []) {
        near.pipe(far);
        far.pipe(near);
      }
      frozen = false;
    },
    abandon() {
      frozen = false;
      for (const line of lines) dead.add(line);
      lines.clear();
    },
    async close() {
      for (const { near } of [...lines, ...dead]) near.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function hold({ near, far }: Line): void {
  near.unpipe(far).pause();
  far.unpipe(near).pause();
}

/** A folder of a socket in the host, or host and port. */
function targetOf(direct: string) {
  const { hostname, port } = new URL(direct);
  const host = decodeURIComponent(hostname);
  return host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port || 5432}` } : { host, port: Number(port || 5432) };
}
