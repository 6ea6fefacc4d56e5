import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './metrics.ts';
import type { Services } from './services.ts';

/** What a process says of itself: its version, memory, event loop, connections and open screens. Returns how to stop. */
export function watchProcess(services: Pick<Services, 'config' | 'database' | 'live'>, metrics: Metrics): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const build = metrics.gauge('gezhi_build_info', 'Always 1; the version is its label.');
  const memory = metrics.gauge(
    'gezhi_memory_bytes',
    'Memory of the process: resident, and what JavaScript uses of it.',
  );
  const cpu = metrics.counter('gezhi_cpu_seconds_total', 'Processor time of the process.');
  const uptime = metrics.gauge('gezhi_uptime_seconds', 'Since the process started.');
  const loop = metrics.gauge('gezhi_event_loop_delay_seconds', 'How late timers were since the last reading.');
  const pool = metrics.gauge(
    'gezhi_db_connections',
    'Connections of a pool: open, idle, most; and requests in line for one.',
  );
  const waits = metrics.counter(
    'gezhi_db_waits_total',
    'How often a connection had to be waited for because all were in use.',
  );
  const waited = metrics.counter('gezhi_db_wait_seconds_total', 'How long was waited for connections altogether.');
  const listeners = metrics.gauge('gezhi_live_listeners', 'Open live streams of this process.');
  metrics.onRead(() => {
    build.set({ version: services.config.version }, 1);
    const { rss, heapUsed } = process.memoryUsage();
    memory.set({ kind: 'resident' }, rss);
    memory.set({ kind: 'heap' }, heapUsed);
    const { user, system } = process.cpuUsage();
    cpu.set({}, (user + system) / 1e6);
    uptime.set({}, process.uptime());
    // Without a sample yet, max is the lowest number there is.
    for (const [name, nanoseconds] of [
      ['p50', delay.percentile(50)],
      ['p99', delay.percentile(99)],
      ['max', delay.max],
    ] as const)
      loop.set({ quantile: name }, Math.max(0, nanoseconds) / 1e9);
    delay.reset();
    for (const { name, open, idle, most, waiting, waits: count, waitedMs } of services.database.pools()) {
      for (const [kind, value] of Object.entries({ open, idle, most, waiting })) pool.set({ pool: name, kind }, value);
      waits.set({ pool: name }, count);
      waited.set({ pool: name }, waitedMs / 1000);
    }
    listeners.set({}, services.live.size());
  });
  return () => delay.disable();
}
