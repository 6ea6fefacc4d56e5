export type Labels = Readonly<Record<string, string>>;

/** Numbers of one process for Prometheus, in its text format 0.0.4. No label may hold what a person typed. */
export interface Metrics {
  counter(
    name: string,
    help: string,
  ): { add(labels?: Labels, by?: number): void; set(labels: Labels, total: number): void };
  gauge(name: string, help: string): { set(labels: Labels, value: number): void };
  histogram(name: string, help: string, bounds: readonly number[]): { observe(labels: Labels, value: number): void };
  /** Called before each reading: for what is asked, not counted. */
  onRead(refresh: () => void | Promise<void>): void;
  text(): Promise<string>;
}

interface Series {
  labels: Labels;
  value: number;
  /** Histograms: how many were at most each bound. */
  buckets?: number[];
  count?: number;
}
interface Family {
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram';
  bounds: readonly number[];
  series: Map<string, Series>;
}

/** Bounded by the program (routes, codes, moves); a mistake in a label must not fill the memory. */
const mostSeries = 2000;

export function createMetrics(): Metrics {
  const families: Family[] = [];
  const refreshes: (() => void | Promise<void>)[] = [];
  const family = (type: Family['type'], name: string, help: string, bounds: readonly number[] = []) => {
    const made: Family = { name, help, type, bounds, series: new Map() };
    families.push(made);
    return made;
  };
  return {
    counter(name, help) {
      const counted = family('counter', name, help);
      return {
        add(labels = {}, by = 1) {
          const found = seriesOf(counted, labels);
          if (found) found.value += by;
        },
        set: (labels, total) => put(counted, labels, total),
      };
    },
    gauge(name, help) {
      const measured = family('gauge', name, help);
      return { set: (labels, value) => put(measured, labels, value) };
    },
    histogram(name, help, bounds) {
      const spread = family('histogram', name, help, bounds);
      return { observe: (labels, value) => observe(spread, labels, value) };
    },
    onRead: (refresh) => void refreshes.push(refresh),
    async text() {
      for (const refresh of refreshes) await refresh();
      return `${families.map(write).join('\n')}\n`;
    },
  };
}

function seriesOf({ series, bounds, type }: Family, labels: Labels): Series | undefined {
  const key = Object.values(labels).join('\u0000');
  const known = series.get(key);
  if (known || series.size >= mostSeries) return known;
  const made: Series = { labels, value: 0, ...(type === 'histogram' && { buckets: bounds.map(() => 0), count: 0 }) };
  series.set(key, made);
  return made;
}

function put(family: Family, labels: Labels, value: number): void {
  const found = seriesOf(family, labels);
  if (found) found.value = value;
}

function observe(family: Family, labels: Labels, value: number): void {
  const found = seriesOf(family, labels);
  if (!found?.buckets) return;
  found.value += value;
  found.count = (found.count ?? 0) + 1;
  for (const [at, bound] of family.bounds.entries())
    if (value <= bound) found.buckets[at] = (found.buckets[at] ?? 0) + 1;
}

function write({ name, help, type, bounds, series }: Family): string {
  const lines = [...series.values()].flatMap(({ labels, value, buckets, count }) =>
    buckets
      ? [
          ...bounds.map((bound, at) => line(`${name}_bucket`, { ...labels, le: String(bound) }, buckets[at] ?? 0)),
          line(`${name}_bucket`, { ...labels, le: '+Inf' }, count ?? 0),
          line(`${name}_sum`, labels, value),
          line(`${name}_count`, labels, count ?? 0),
        ]
      : [line(name, labels, value)],
  );
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n');
}

function line(name: string, labels: Labels, value: number): string {
  const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  const inside = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
  return `${name}${inside.length > 0 ? `{${inside.join(',')}}` : ''} ${value}`;
}
