// Routing rules as a command room writes them: what burns first, then who answers for what, the rest as the catalogue says.
import type { RoutingCondition, RoutingOutcome, RoutingRule } from '#contract/routing';
import type { Tx } from '#kernel/database';
import { writeSet } from '#modules/routing';
import type { People } from '../people.ts';
import type { Places } from '../places/areas.ts';
import type { Random } from '../random.ts';

export interface RoutingWorld {
  readonly district: number;
  readonly people: Pick<People, 'unitNamed'>;
  readonly places: Pick<Places, 'levels'>;
  readonly rng: Random;
  readonly since: Date;
}

const nothing: RoutingOutcome = { flowCode: null, unitId: null, limit: null, level: null };
const anyOf = (...values: string[]): RoutingCondition => ({ kind: 'words', values, match: 'any' });
const allOf = (...values: string[]): RoutingCondition => ({ kind: 'words', values, match: 'all' });
const category = (...values: string[]): RoutingCondition => ({ kind: 'category', values });
const night: RoutingCondition = {
  kind: 'hours',
  values: [],
  spans: [
    { from: 1320, to: 1440 },
    { from: 0, to: 360 },
  ],
};

export async function writeRouting(tx: Tx, { district, people, places, rng, since }: RoutingWorld): Promise<void> {
  const unit = (name: string) => ({ unitId: people.unitNamed(name).id });
  const [street] = places.levels[1] ?? [];
  const rules: RoutingRule[] = [];
  const add = (name: string, conditions: RoutingCondition[], outcome: Partial<RoutingOutcome>) =>
    rules.push({
      id: rng.uuid(since.getTime() + rules.length),
      name,
      conditions,
      outcome: { ...nothing, ...outcome },
    });
  const within = (amount: number, limitUnit: 'urgentHour' | 'workHour') => ({ limit: { amount, unit: limitUnit } });
  add('燃气泄漏', [anyOf('燃气泄漏', '煤气味', '液化气味')], {
    ...unit('燃气公司'),
    ...within(2, 'urgentHour'),
    level: 1,
  });
  add('电梯困人', [allOf('电梯', '困')], { ...unit('消防救援大队'), ...within(1, 'urgentHour'), level: 1 });
  add('消防通道堵塞', [category('02001')], { ...unit('消防救援大队'), level: 2 });
  add('夜间施工噪声', [category('06001'), night], { ...unit('综合执法队'), ...within(4, 'urgentHour') });
  add('节假日道路积水', [anyOf('积水'), { kind: 'day', values: ['holiday'] }], {
    ...unit('市政养护中心'),
    ...within(8, 'urgentHour'),
  });
  if (street)
    add(`${street.name}的占道和店外经营`, [category('04007', '04008'), { kind: 'place', values: [street.id] }], {
      ...unit('综合执法队'),
      ...within(4, 'workHour'),
    });
  add(
    '热线反映的树木养护',
    [category('05011'), { kind: 'source', values: ['hotline', 'platform'] }],
    unit('园林绿化中心'),
  );
  await writeSet(tx, {
    district,
    version: 1,
    set: { rules, last: nothing },
    note: '首次启用',
    at: since,
    accountId: null,
  });
}
