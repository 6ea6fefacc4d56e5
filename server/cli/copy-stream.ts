import { once } from 'node:events';
import type { Socket } from 'node:net';
import type pg from 'pg';

/** What COPY needs of pg's connection beside its declared part. */
interface CopyConnection {
  stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
}

/** A part of a table is written from this size on; it is held in memory. */
const partBytes = 8 * 1024 * 1024;

const ignored = {
  handleRowDescription(): void {},
  handleDataRow(): void {},
  handlePortalSuspended(): void {},
  handleEmptyQuery(): void {},
};

/**
 * Runs a COPY … TO STDOUT and hands its rows on in parts of whole rows; the server waits while a part is being written.
 * Returns the number of rows.
 */
export async function copyOut(
  client: pg.Client,
  text: string,
  onPart: (bytes: Buffer) => Promise<void>,
): Promise<number> {
  let rows: Buffer[] = [];
  let size = 0;
  let count = 0;
  let failed: unknown;
  let writing: Promise<void> = Promise.resolve();
  const flush = (stream: Socket | null) => {
    const part = Buffer.concat(rows);
    rows = [];
    size = 0;
    stream?.pause();
    writing = writing
      .then(() => (failed === undefined ? onPart(part) : undefined))
      .catch((error: unknown) => {
        failed ??= error;
      })
      .finally(() => stream?.resume());
  };
  await new Promise<void>((resolve, reject) => {
    const copy = {
      ...ignored,
      submit: (connection: CopyConnection) => connection.query(text),
      handleCopyData({ chunk }: { chunk: Buffer }, { stream }: CopyConnection) {
        // A copy: pg reuses the memory behind a chunk.
        rows.push(Buffer.from(chunk));
        size += chunk.length;
        if (size >= partBytes) flush(stream);
      },
      handleCommandComplete({ text: tag }: { text: string }) {
        count = Number(tag.split(' ').at(-1));
      },
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    };
    // pg's type asks for its own connection whole; COPY needs the part above.
    client.query(copy as unknown as pg.Submittable);
  });
  if (size > 0) flush(null);
  await writing;
  if (failed !== undefined) throw failed;
  return count;
}

export interface CopyIn {
  write(bytes: Buffer): Promise<void>;
  /** Returns the number of rows; rejects with the first fault. */
  end(): Promise<number>;
  /** Gives up: until then the connection answers nothing else, not even a rollback. */
  abandon(): Promise<void>;
}

/** Opens a COPY … FROM STDIN that takes several parts: one statement, so a row may point to one of a later part. */
export async function copyIn(client: pg.Client, text: string): Promise<CopyIn> {
  const opened = Promise.withResolvers<CopyConnection>();
  const ended = Promise.withResolvers<number>();
  let count = 0;
  const copy = {
    ...ignored,
    submit: (connection: CopyConnection) => connection.query(text),
    handleCopyInResponse: (connection: CopyConnection) => opened.resolve(connection),
    handleCommandComplete({ text: tag }: { text: string }) {
      count = Number(tag.split(' ').at(-1));
    },
    handleReadyForQuery: () => ended.resolve(count),
    handleError(error: Error) {
      opened.reject(error);
      ended.reject(error);
    },
  };
  ended.promise.catch(() => undefined); // thrown by `write` or `end`
  // The same: pg's type asks for its own connection whole.
  client.query(copy as unknown as pg.Submittable);
  const connection = await opened.promise;
  return {
    async write(bytes) {
      connection.sendCopyFromChunk(bytes);
      if (connection.stream.writableNeedDrain) await Promise.race([once(connection.stream, 'drain'), ended.promise]);
    },
    end() {
      connection.endCopyFrom();
      return ended.promise;
    },
    async abandon() {
      connection.sendCopyFail('given up');
      await ended.promise.catch(() => undefined);
    },
  };
}
