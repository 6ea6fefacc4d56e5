import { sources } from '#contract/cases';
import { areaClasses } from '#contract/deadlines';
import { conditionKinds, type RoutingCondition, type RoutingOutcome, type RoutingSet } from '#contract/routing';
import { refuse } from '#kernel/refuse';
import type { Ground } from './conditions.ts';

/** What rules may name today. */
export interface Known extends Ground {
  units: ReadonlySet<string>;
  flows: ReadonlySet<string>;
}

interface Words {
  zh: string;
  en: string;
}
/** Where it is and how to mend it; `rule` and `condition` are places from 0, rule null = the last rule. */
export interface RuleFault extends Words {
  rule: number | null;
  condition: number | null;
}

const most = 50;

/** Refuses a set with any fault: the first one in words, up to 50 in the detail. */
export function needGoodRules(set: RoutingSet, known: Known): void {
  const faults = faultsOf(set, known);
  const [first] = faults;
  if (first)
    refuse('routing.invalid', { 'detail:zh': first.zh, 'detail:en': first.en }, { faults: faults.slice(0, most) });
}

export function faultsOf(set: RoutingSet, known: Known): RuleFault[] {
  const seen = new Set<string>();
  const faults = set.rules.flatMap(({ id, name, conditions, outcome }, rule) => {
    const again = seen.has(id);
    seen.add(id);
    const own: (Words | null)[] = [
      name.trim() === '' ? { zh: '没有名称，请填写', en: 'it has no name; please give it one' } : null,
      again
        ? { zh: '编号与前面的规则相同，请删去后重新添加', en: 'its id is that of an earlier rule; add it anew' }
        : null,
      conditions.length === 0
        ? {
            zh: '没有条件，请至少加一个条件；不论什么都要接住的，请写在最后一条',
            en: 'it has no condition; add one, or use the last rule for whatever remains',
          }
        : null,
      outcomeFault(outcome, known),
    ];
    const inConditions = conditions.map((condition, at) => {
      const twice = conditions.findIndex(({ kind, code }) => kind === condition.kind && code === condition.code) < at;
      const why = conditionFault(condition, known) ?? (twice && condition.kind !== 'words' ? doubled : null);
      return why && placed(why, rule, at, name);
    });
    return [...own.map((why) => why && placed(why, rule, null, name)), ...inConditions].filter(
      (fault) => fault !== null,
    );
  });
  const last = outcomeFault(set.last, known);
  const inLast = { rule: null, condition: null, zh: `最后一条：${last?.zh}`, en: `last rule: ${last?.en}` };
  return last ? [...faults, inLast] : faults;
}

const doubled: Words = {
  zh: '同一类条件写了两次，请合并成一个',
  en: 'this kind of condition stands there twice; make it one',
};

function placed(why: Words, rule: number, condition: number | null, name: string): RuleFault {
  const zh = `第 ${rule + 1} 条「${name}」${condition === null ? '' : `的条件 ${condition + 1}`}：${why.zh}`;
  const en = `rule ${rule + 1} (${name})${condition === null ? '' : `, condition ${condition + 1}`}: ${why.en}`;
  return { rule, condition, zh, en };
}

function outcomeFault({ unitId, flowCode }: RoutingOutcome, { units, flows }: Known): Words | null {
  if (unitId !== null && !units.has(unitId))
    return { zh: '责任单位不存在或已撤销，请另选', en: 'its unit does not exist or has ended; choose another' };
  if (flowCode !== null && !flows.has(flowCode))
    return {
      zh: `没有流程「${flowCode}」或已停用，请另选`,
      en: `there is no flow “${flowCode}” in force; choose another`,
    };
  return null;
}

type Check = (condition: RoutingCondition, known: Known) => Words | null;

function conditionFault(condition: RoutingCondition, known: Known): Words | null {
  const check = checks[condition.kind];
  if (!check)
    return {
      zh: `没有「${condition.kind}」这类条件，可用：${conditionKinds.join('、')}`,
      en: `there is no condition “${condition.kind}”; there are ${conditionKinds.join(', ')}`,
    };
  return emptyFault(condition) ?? check(condition, known);
}

function emptyFault({ kind, values }: RoutingCondition): Words | null {
  if (kind === 'hours') return null;
  if (values.length === 0)
    return { zh: '没有选任何值，请选择或删去这个条件', en: 'nothing is chosen; choose something or remove it' };
  return values.some((value) => value.trim() === '')
    ? { zh: '有一个值是空的，请删去', en: 'one value is empty; remove it' }
    : null;
}

const among =
  (allowed: readonly string[]): Check =>
  ({ values }) => {
    const wrong = values.find((value) => !allowed.includes(value));
    return wrong === undefined ? null : notAmong(wrong, allowed);
  };

const notAmong = (wrong: string, allowed: readonly string[]): Words => ({
  zh: `「${wrong}」不能用，可用：${allowed.join('、')}`,
  en: `“${wrong}” cannot be used; there are ${allowed.join(', ')}`,
});

const checks: Record<string, Check> = {
  category: ({ values }, { parents }) => {
    const wrong = values.find((code) => !parents.has(code));
    return wrong === undefined
      ? null
      : { zh: `事项目录里没有 ${wrong}，请另选`, en: `the catalogue has no ${wrong}; choose another` };
  },
  place: ({ values }, { paths }) => {
    const wrong = values.find((id) => !paths.has(id));
    return wrong === undefined
      ? null
      : { zh: '有一个网格不存在或已撤销，请另选', en: 'one area does not exist or has ended; choose another' };
  },
  areaClass: among(areaClasses),
  source: among(sources),
  weekday: among(['1', '2', '3', '4', '5', '6', '7']),
  day: among(['workday', 'holiday']),
  words: () => null,
  answer: ({ code }) =>
    code?.trim()
      ? null
      : { zh: '没有写是哪个问题，请填写问题代码', en: 'it does not say which question; give its code' },
  hours: ({ spans = [] }) => {
    if (spans.length === 0) return { zh: '没有时段，请填写', en: 'there are no hours; give some' };
    const wrong = spans.find(({ from, to }) => to <= from);
    return wrong
      ? {
          zh: `时段 ${clock(wrong.from)} 至 ${clock(wrong.to)} 结束不晚于开始；跨夜请写成两段，如 22:00 至 24:00 和 00:00 至 06:00`,
          en: `the hours ${clock(wrong.from)} to ${clock(wrong.to)} do not end after they begin; make a night two spans, like 22:00 to 24:00 and 00:00 to 06:00`,
        }
      : null;
  },
};

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
