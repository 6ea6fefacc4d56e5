import { arch, cpus, loadavg, totalmem, type } from 'node:os';
import { connect } from '#kernel/bootstrap';

/** What the figures depend on; no name of a host, no path. */
export async function describeMachine(databaseUrl: string | null): Promise<string> {
  const processors = cpus();
  const parts = [
    `${processors.length} cores (${processors[0]?.model.trim() || 'unnamed'})`,
    `${Math.round(totalmem() / 2 ** 30)} GiB memory`,
    `${type()} ${arch()}`,
    `Node ${process.versions.node}`,
    ...(databaseUrl ? [await describeDatabase(databaseUrl)] : []),
    `load average before the run ${before.map((load) => load.toFixed(1)).join(' / ')}`,
  ];
  const busy = (before[0] ?? 0) > processors.length;
  return `${parts.join(', ')}${busy ? '. The machine was busy with other work: the ratios say something, the values little' : ''}`;
}

/** Of 1, 5 and 15 minutes: a busy machine makes every figure worse, the limits too. */
const before = loadavg();

async function describeDatabase(url: string): Promise<string> {
  const client = await connect(url);
  try {
    const { rows } = await client.query<{ version: string; fsync: string; commit: string; buffers: string }>(`
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
             current_setting('synchronous_commit') as commit, current_setting('shared_buffers') as buffers`);
    const [found] = rows;
    return `PostgreSQL ${found?.version} (embedded, fsync ${found?.fsync}, synchronous_commit ${found?.commit}, shared_buffers ${found?.buffers})`;
  } finally {
    await client.end();
  }
}
