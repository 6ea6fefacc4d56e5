import { sql } from 'kysely';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict, type Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { currentOutlines } from './current-outlines.ts';
import { buildLocator, type Enclosure, type Leaf, type Locator } from './locate.ts';

/** Said with the district as payload whenever a transaction has changed outlines or the tree. */
export const areasChanged = 'areas_changed';

interface Slot {
  locator: Locator | null;
  building: Promise<Locator> | null;
  /** Counts the changes heard of; `built` is the count when the standing index began to be read. */
  heard: number;
  built: number;
}
interface Registry {
  slots: Map<number, Slot>;
  listening: Promise<unknown> | null;
}

/** One set of indexes a process, for as long as its database is open. */
const registries = new WeakMap<Database, Registry>();

/**
 * The index of a district: built at the first question, then again whenever any process has changed areas. While a new
 * one is built (about 0.3 s for 6,000 areas, most of it reading) the old one answers.
 */
export async function locatorOf(services: Services, district: number): Promise<Locator> {
  const registry = registryOf(services);
  registry.listening ??= listen(services, registry);
  await registry.listening;
  const slot = slotOf(registry, district);
  if (slot.locator && slot.built === slot.heard) return slot.locator;
  if (!slot.locator) return rebuild(services, district, slot);
  rebuildBehind(services, district, slot);
  return slot.locator;
}

function registryOf(services: Services): Registry {
  const known = registries.get(services.database);
  if (known) return known;
  const registry: Registry = { slots: new Map(), listening: null };
  registries.set(services.database, registry);
  return registry;
}

function slotOf(registry: Registry, district: number): Slot {
  const known = registry.slots.get(district);
  if (known) return known;
  const slot: Slot = { locator: null, building: null, heard: 0, built: -1 };
  registry.slots.set(district, slot);
  return slot;
}

/** Before the first reading, so that no change falls between the two. */
function listen(services: Services, registry: Registry): Promise<unknown> {
  const hear = (district: number, slot: Slot) => {
    slot.heard += 1;
    rebuildBehind(services, district, slot);
  };
  const one = (payload: string) => {
    const slot = registry.slots.get(Number(payload));
    if (slot) hear(Number(payload), slot);
  };
  const all = () => {
    for (const [district, slot] of registry.slots) hear(district, slot);
  };
  return services.database.listen(areasChanged, one, all).catch((error: unknown) => {
    registry.listening = null;
    throw error;
  });
}

/** A reading that fails is tried again by the next question. */
function rebuildBehind(services: Services, district: number, slot: Slot): void {
  rebuild(services, district, slot).catch((error: unknown) =>
    services.log.warn({ err: error, district }, 'area index'),
  );
}

function rebuild(services: Services, district: number, slot: Slot): Promise<Locator> {
  slot.building ??= build(services, district, slot).finally(() => {
    slot.building = null;
  });
  return slot.building;
}

async function build(services: Services, district: number, slot: Slot): Promise<Locator> {
  for (;;) {
    const heard = slot.heard;
    // The owner's pool: this runs inside transactions of the application's, and sixteen of them would wait for each other.
    const net = await inDistrict(services.database.owner, systemScope(district), (tx) => readNet(tx, district));
    const locator = buildLocator(net.leaves, net.communities);
    slot.locator = locator;
    slot.built = heard;
    if (slot.heard === heard) return locator;
  }
}

/** The outlines that decide: of areas in force that have no outlined child, and of what they lie in. */
export async function readNet(tx: Tx, district: number): Promise<{ leaves: Leaf[]; communities: Enclosure[] }> {
  const { rows } = await sql<{ id: string; kind: Leaf['kind']; parentId: string | null }>`
    select a.id, a.kind, a.parent_id as "parentId" from app.areas a
     where a.district_id = ${district} and a.valid_to is null`.execute(tx);
  const outlines = await currentOutlines(tx, district);
  const drawn = rows.flatMap((row) => {
    const outline = outlines.get(row.id);
    return outline ? [{ ...row, outline }] : [];
  });
  const parents = new Set(drawn.map(({ parentId }) => parentId));
  const leaves = drawn.filter(({ id }) => !parents.has(id));
  const communityIds = new Set(leaves.map(({ parentId }) => parentId));
  return {
    leaves: leaves.map(({ id, kind, parentId, outline }) => ({ id, kind, communityId: parentId, outline })),
    communities: drawn.filter(({ id }) => communityIds.has(id)).map(({ id, outline }) => ({ id, outline })),
  };
}

/** Tells every process, this one too, once the transaction is committed. */
export async function sayAreasChanged(tx: Tx, district: number): Promise<void> {
  await sql`select pg_notify(${areasChanged}, ${String(district)})`.execute(tx);
}
