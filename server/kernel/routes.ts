import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, Api, Ask, Route } from '#contract/api';
import type { Right } from '#contract/rights';
import type { Endpoint } from '#contract/shapes';
import type { Actor } from './actor.ts';
import type { Locale } from './refuse.ts';
import type { Services } from './services.ts';

interface CallBase {
  services: Services;
  locale: Locale;
  /** Address of the caller (behind a trusted proxy: the forwarded one). */
  address: string;
  requestId: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** One call of an endpoint: typed by the contract. `actor` is null only where the contract says access 'public'. */
export type Call<R extends Route> = CallBase &
  Ask<R> & { actor: Api[R]['access'] extends 'signed-in' ? Actor : Actor | null };

/** A file instead of JSON. */
export interface FileAnswer {
  contentType: string;
  body: Buffer | NodeJS.ReadableStream;
  headers?: Record<string, string>;
}
type AnswerOf<R extends Route> = Api[R] extends { answers: 'stream' }
  ? undefined
  : Api[R] extends { answers: 'file' }
    ? FileAnswer
    : Answer<R>;

/** Uses per window, counted per device and per address (a carrier's address is shared by thousands: keep it high). */
export interface Limit {
  perDevice: number;
  perAddress: number;
  seconds: number;
}

export interface Handler<R extends Route> {
  /** The actor must bring this right at some place; the command decides about the place. */
  right?: Right;
  limit?: Limit;
  run(call: Call<R>): Promise<AnswerOf<R>>;
}

export interface RegisteredRoute {
  route: Route;
  endpoint: Endpoint;
  handler: { right?: Right; limit?: Limit; run(call: never): Promise<unknown> };
}

/** Binds every endpoint of one contract part to its command or question; a missing or unknown one does not compile. */
export function handle<P extends Partial<Record<Route, Endpoint>>>(
  part: P,
  handlers: { [R in keyof P & Route]: Handler<R> },
): RegisteredRoute[] {
  return (Object.keys(part) as (keyof P & Route)[]).map((route) => ({
    route,
    endpoint: part[route] as Endpoint,
    handler: handlers[route] as RegisteredRoute['handler'],
  }));
}
