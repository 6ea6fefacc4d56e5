import type { FlowFault } from './check-flow.ts';
import { stateIn, targetFault } from './check-flow-states.ts';
import type { FlowAction, FlowDocument, FlowGrant } from './flow-document.ts';
import { type MoveRule, moves, states } from './lifecycle.ts';
import { roleRights, roles } from './rights.ts';

/** Each action by itself: from where, where to, by whom, and what it may loosen. */
export function checkActions(document: FlowDocument): FlowFault[] {
  return Object.entries(document.actions).flatMap(([code, action]) => {
    const rule: MoveRule = moves[action.does];
    const fault = targetFault(document, action.to, rule);
    return [
      ...fromFaults(document, action, rule),
      ...(fault ? [{ ...fault, path: '/to' }] : []),
      ...byFaults(action, rule),
      ...promiseFaults(action, rule),
      ...fieldFaults(action),
    ].map((one) => ({ ...one, path: `/actions/${code}${one.path}` }));
  });
}

function fromFaults(document: FlowDocument, { from }: FlowAction, rule: MoveRule): FlowFault[] {
  if (from === 'any') {
    const some = Object.values(document.states).some(({ is }) => rule.from.includes(is));
    return some
      ? []
      : [
          {
            path: '/from',
            zh: `没有可以「${rule.zh}」的状态：请删去这个动作`,
            en: `no state of the flow allows “${rule.en}”; remove the action`,
          },
        ];
  }
  return from.flatMap((code, index) => {
    const path = `/from/${index}`;
    const state = stateIn(document, code);
    if (!state)
      return [
        { path, zh: `没有状态「${code}」，请改正或删去`, en: `there is no state “${code}”; correct or remove it` },
      ];
    if (rule.from.includes(state.is)) return [];
    return [
      {
        path,
        zh: `「${state.name.zh}」对应「${states[state.is].zh}」，引擎不允许从这里「${rule.zh}」；请删去或换一个动作`,
        en: `“${state.name.en}” counts as “${states[state.is].en}”, from which “${rule.en}” is not possible; remove it or choose another move`,
      },
    ];
  });
}

/** Residents and clocks keep what is theirs; a post must be able to see the case it acts on. */
function byFaults({ by }: FlowAction, rule: MoveRule): FlowFault[] {
  const path = '/by';
  const engines = rule.by === 'resident' || rule.by === 'system' ? rule.by : 'posts';
  const ours = typeof by === 'string' ? by : 'posts';
  if (engines !== ours) {
    const zh = { resident: '居民', system: '系统', posts: '工作人员岗位' };
    const en = { resident: 'residents', system: 'the system', posts: 'posts of staff' };
    return [
      {
        path,
        zh: `「${rule.zh}」只能由${zh[engines]}进行，请改正`,
        en: `“${rule.en}” is for ${en[engines]} only; correct it`,
      },
    ];
  }
  if (typeof by === 'string') return [];
  return by.flatMap((grant, index) => {
    const fault = grantFault(grant);
    return fault ? [{ ...fault, path: `${path}/${index}` }] : [];
  });
}

function grantFault({ role, reach }: FlowGrant): Omit<FlowFault, 'path'> | null {
  const { zh, en } = roles[role];
  const reads = roleRights[role]['case.read'];
  if (!reads)
    return {
      zh: `「${zh}」看不到案件，不能办理，请换一个岗位`,
      en: `a ${en} cannot read cases and so cannot act; choose another role`,
    };
  // A task opens its case to whoever was given it.
  if (reach === 'owner' || reach === 'task') return null;
  if (reads === reach) return null;
  return reads === 'unit'
    ? {
        zh: `「${zh}」只看得到本单位的案件，范围请选「本单位」`,
        en: `a ${en} reads the cases of its unit only; choose the reach “unit”`,
      }
    : {
        zh: `「${zh}」不属于处置单位，范围请选「辖区」或「责任岗位」`,
        en: `a ${en} has no unit; choose the reach “area” or “owner”`,
      };
}

/** What the engine keeps for itself may be kept more strictly, never less. */
function promiseFaults({ note, undoable }: FlowAction, rule: MoveRule): FlowFault[] {
  const faults: FlowFault[] = [];
  if (note === 'public' && rule.note === 'internal')
    faults.push({
      path: '/note',
      zh: `「${rule.zh}」的说明是内部的，不能给居民看`,
      en: `the note of “${rule.en}” is internal; residents must not read it`,
    });
  if (undoable && !rule.undoable)
    faults.push({
      path: '/undoable',
      zh: `「${rule.zh}」不能撤销，请去掉`,
      en: `“${rule.en}” cannot be taken back; remove this`,
    });
  return faults;
}

function fieldFaults({ fields = [], photos = [], by }: FlowAction): FlowFault[] {
  if (typeof by === 'string' && fields.length + photos.length > 0)
    return [
      {
        path: fields.length > 0 ? '/fields' : '/photos',
        zh: '居民和系统的动作不能要求另填内容，请删去',
        en: 'nothing more can be asked of residents or the system; remove this',
      },
    ];
  return [...photoFaults(photos), ...lineFaults(fields)];
}

/** contract/cases.ts: a move takes at most nine photos. */
const mostPhotos = 9;

function photoFaults(photos: NonNullable<FlowAction['photos']>): FlowFault[] {
  const twice = photos.findIndex(({ kind }, at) => photos.findIndex((one) => one.kind === kind) < at);
  if (twice >= 0)
    return [
      {
        path: `/photos/${twice}`,
        zh: '同一种照片要求了两次，请合成一条',
        en: 'the same kind of photo is asked for twice; make it one entry',
      },
    ];
  const all = photos.reduce((sum, { least }) => sum + least, 0);
  if (all <= mostPhotos) return [];
  return [
    {
      path: '/photos',
      zh: `一共要求 ${all} 张照片，一步最多能交 ${mostPhotos} 张，请减少`,
      en: `${all} photos are asked for, but a step takes ${mostPhotos} at most; ask for fewer`,
    },
  ];
}

function lineFaults(fields: NonNullable<FlowAction['fields']>): FlowFault[] {
  const seen = new Set<string>();
  return fields.flatMap(({ code, kind, options = [] }, index) => {
    const path = `/fields/${index}`;
    const twice = seen.has(code);
    seen.add(code);
    if (twice)
      return [
        {
          path: `${path}/code`,
          zh: `字段「${code}」重复，请改名`,
          en: `the field “${code}” is there twice; rename one`,
        },
      ];
    const known = new Set(options.map((option) => option.code));
    if (known.size !== options.length)
      return [
        { path: `${path}/options`, zh: '选项代码重复，请改正', en: 'two options have the same code; change one' },
      ];
    if (kind === 'choice' && options.length === 0)
      return [
        { path: `${path}/options`, zh: '选择字段没有选项，请补充', en: 'there is nothing to choose from; add options' },
      ];
    return [];
  });
}
