import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Crypto } from './crypto.ts';
import type { Database } from './database.ts';
import type { FileStore } from './file-store.ts';
import type { LiveHub } from './live.ts';

/** Sends one message outside; throws with a plain reason when it could not. Never called inside a transaction. */
export interface Gateway {
  /** Null = ready; otherwise what is missing, in both languages. */
  missing(): { zh: string; en: string } | null;
  send(message: { to: string; title: string; body: string; id: string }): Promise<void>;
}

/** What a command needs from outside; tests put their own clock, ids and gateways here. */
export interface Services {
  config: Config;
  database: Database;
  crypto: Crypto;
  files: FileStore;
  live: LiveHub;
  log: Logger;
  clock(): Date;
  /** UUIDv7 of now. */
  ids(): string;
  gateways: { email: Gateway; sms: Gateway; wecom: Gateway };
}
