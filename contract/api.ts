import type { Static, TSchema } from 'typebox';
import { accountsApi } from './accounts.ts';
import { admissionsApi } from './admissions.ts';
import { areasApi } from './areas-api.ts';
import { auditApi } from './audit.ts';
import { casePartsApi } from './case-parts.ts';
import { casesApi } from './cases-api.ts';
import { catalogueApi } from './catalogue.ts';
import { deadlinesApi } from './deadlines.ts';
import { draftsApi } from './drafts.ts';
import { exchangeApi } from './exchange.ts';
import { figuresApi } from './figures.ts';
import { filesApi } from './files.ts';
import { flowTrialsApi } from './flow-trials.ts';
import { flowsApi } from './flows.ts';
import { incomingApi } from './incoming.ts';
import { insightApi } from './insight.ts';
import { mattersApi } from './matters.ts';
import { messagesApi } from './messages.ts';
import { minutesApi } from './minutes.ts';
import { notesApi } from './notes.ts';
import { open311Api } from './open311.ts';
import { postsApi } from './posts.ts';
import { routingApi } from './routing.ts';
import { standardCodesApi } from './standard-codes.ts';
import { webhooksApi } from './webhooks.ts';

/** Every endpoint of the product; the OpenAPI document is generated from it. Fronts import the types only. */
export const api = {
  ...accountsApi,
  ...admissionsApi,
  ...areasApi,
  ...auditApi,
  ...casePartsApi,
  ...casesApi,
  ...catalogueApi,
  ...deadlinesApi,
  ...draftsApi,
  ...exchangeApi,
  ...figuresApi,
  ...filesApi,
  ...flowsApi,
  ...flowTrialsApi,
  ...incomingApi,
  ...insightApi,
  ...mattersApi,
  ...messagesApi,
  ...minutesApi,
  ...notesApi,
  ...open311Api,
  ...postsApi,
  ...standardCodesApi,
  ...routingApi,
  ...webhooksApi,
} as const;
export type Api = typeof api;
export type Route = keyof Api;

type Part<E, K extends 'params' | 'query' | 'body'> =
  E extends Record<K, infer S extends TSchema> ? { [P in K]: Static<S> } : Record<never, never>;
/** What a call of an endpoint takes: params, query and body, each only where the endpoint has it. */
export type Ask<R extends Route> = Part<Api[R], 'params'> & Part<Api[R], 'query'> & Part<Api[R], 'body'>;
export type Answer<R extends Route> = Api[R] extends { answer: infer S extends TSchema } ? Static<S> : never;
