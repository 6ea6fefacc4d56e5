import { sql } from 'kysely';
import { coreFlowCode } from '#contract/core-flow';
import type { FlowDocument, Words } from '#contract/flow-document';
import { coreFlow, type ReadyFlow, readyFlow } from '#contract/flow-walk';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict, type Tx } from '#kernel/database';
import { districtCache } from '#kernel/district-cache';
import { refuse } from '#kernel/refuse';

/** By which flow a case goes; null: the common one. */
export interface FlowKey {
  code: string;
  version: number;
}

/** Every flow of a district that a case can go by: published versions never change, so they are made ready once. */
export interface Flows {
  /** The flow of a case; null where this process does not know the version yet. */
  of(key: FlowKey | null): ReadyFlow | null;
  /** The version in force of a flow. */
  inForce(code: string): ReadyFlow | null;
  /** All that are in force, the common one first. */
  inForceNow: readonly { code: string; name: Words }[];
  /** What a new case takes where no rule says otherwise. */
  byDefault: ReadyFlow;
}

const channel = 'flows_changed';
// The owner's pool: asked from inside transactions, the application's own could be full of those who ask.
const kept = districtCache(channel, (database, district) =>
  inDistrict(database.owner, systemScope(district), (tx) => readFlows(tx, district)),
);

export const flowsOf = (services: { database: Database }, district: number): Promise<Flows> =>
  kept.get(services, district);

export const forgetFlows = kept.forget;

/** At commit every process hears that a flow was put in force or retired. */
export async function sayFlowsChanged(tx: Tx, district: number): Promise<void> {
  await sql`select pg_notify(${channel}, ${String(district)})`.execute(tx);
}

/** The flows, read anew where a case goes by a version that was published a moment ago by another process. */
export async function flowsFor(
  services: { database: Database },
  district: number,
  keys: readonly (FlowKey | null)[],
): Promise<Flows> {
  const flows = await flowsOf(services, district);
  if (keys.every((key) => flows.of(key))) return flows;
  kept.forget(services, district);
  return flowsOf(services, district);
}

/** The flow of one case. */
export async function flowOf(
  services: { database: Database },
  district: number,
  key: FlowKey | null,
): Promise<ReadyFlow> {
  return (await flowsFor(services, district, [key])).of(key) ?? refuse('flow.unknown');
}

async function readFlows(tx: Tx, district: number): Promise<Flows> {
  const rows = await tx
    .selectFrom('flow_versions')
    .select(['code', 'version', 'document'])
    .where('district_id', '=', district)
    .where('published_at', 'is not', null)
    .execute();
  const heads = await tx
    .selectFrom('flows')
    .select(['code', 'in_force'])
    .where('district_id', '=', district)
    .where('in_force', 'is not', null)
    .execute();
  const found = await tx.selectFrom('districts').select('settings').where('id', '=', district).executeTakeFirst();
  const { flow } = (found?.settings ?? {}) as { flow?: { default?: string } };
  return flowsFrom(
    // The cast: a json column, in which only checked documents stand.
    rows.map(({ document, version }) => ({ version, document: document as unknown as FlowDocument })),
    new Map(heads.map(({ code, in_force }) => [code, in_force ?? 0])),
    flow?.default ?? null,
  );
}

/** Made ready when a case first goes by it: a district with many old versions pays for none of them. */
function flowsFrom(
  stored: readonly { version: number; document: FlowDocument }[],
  heads: ReadonlyMap<string, number>,
  byDefault: string | null,
): Flows {
  const documents = new Map(stored.map((one) => [nameOf(one.document.code, one.version), one]));
  const ready = new Map<string, ReadyFlow>();
  const make = (code: string, version: number): ReadyFlow | null => {
    const name = nameOf(code, version);
    const one = documents.get(name);
    if (!one) return null;
    const known = ready.get(name) ?? readyFlow(one.document, version);
    ready.set(name, known);
    return known;
  };
  const inForce = (code: string) => (code === coreFlowCode ? coreFlow : make(code, heads.get(code) ?? 0));
  const own = [...heads.keys()].flatMap((code) => inForce(code)?.document ?? []);
  return {
    inForceNow: [coreFlow.document, ...own].map(({ code, name }) => ({ code, name })),
    of: (key) => (key ? make(key.code, key.version) : coreFlow),
    inForce,
    byDefault: (byDefault && inForce(byDefault)) || coreFlow,
  };
}

const nameOf = (code: string, version: number) => `${code} ${version}`;
