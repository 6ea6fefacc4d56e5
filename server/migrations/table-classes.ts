/**
 * Every table of the schema app is exactly one of three (docs/decisions, "one schema for one machine and many"):
 * a tenant's table carries district_id and is spread by it; a reference table is small, rarely written and on every
 * node; a local table stays on the node that migrates. What is not listed here is a tenant's.
 */
export const referenceTables: readonly string[] = ['districts', 'logins', 'divisions'];
export const localTables: readonly string[] = ['migrations', 'live_events', 'outbox_readers'];
