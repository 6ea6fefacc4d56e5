/** Every fault that an imported file can have, in both languages; `{name}` is filled in. */
const sentences = {
  'not-a-collection': {
    zh: '文件不是 GeoJSON 的 FeatureCollection',
    en: 'the file is not a GeoJSON FeatureCollection',
  },
  'too-many-features': { zh: '要素超过 {most} 个', en: 'there are more than {most} features' },
  'too-many-vertices': { zh: '顶点总数超过 {most} 个', en: 'there are more than {most} vertices in all' },
  'too-many-rings': { zh: '环超过 {most} 个', en: 'there are more than {most} rings' },
  'too-tangled': {
    zh: '边界过于密集，无法在限定的工作量内检查',
    en: 'the edges are too dense to be checked within the limit of work',
  },
  'not-a-feature': { zh: '不是 Feature', en: 'this is not a Feature' },
  'wrong-geometry': {
    zh: '几何类型应为 Polygon 或 MultiPolygon',
    en: 'the geometry must be a Polygon or MultiPolygon',
  },
  'wrong-position': {
    zh: '第 {ring} 环第 {at} 点不是两个有限的数',
    en: 'ring {ring}, point {at} is not two finite numbers',
  },
  'too-few-positions': { zh: '第 {ring} 环不足 4 个点', en: 'ring {ring} has fewer than 4 points' },
  'not-closed': { zh: '第 {ring} 环没有闭合', en: 'ring {ring} is not closed' },
  swapped: { zh: '经纬度写反了（应先经度后纬度）', en: 'latitude and longitude are swapped (longitude comes first)' },
  'out-of-range': { zh: '坐标 {lon}, {lat} 不在中国范围内', en: 'the position {lon}, {lat} is outside of China' },
  'too-small': { zh: '面积小于 1 平方米', en: 'it is smaller than 1 square metre' },
  'self-intersection': {
    zh: '边界在 {lon}, {lat} 处自相交或重叠',
    en: 'the outline crosses or overlaps itself at {lon}, {lat}',
  },
  'hole-outside': {
    zh: '有孔洞不在外环之内或互相重叠',
    en: 'a hole lies outside of its outer ring or overlaps another',
  },
  'parts-overlap': { zh: '多个部分互相重叠', en: 'parts of it overlap each other' },
  'no-code': { zh: '缺少编码', en: 'the code is missing' },
  'bad-code': {
    zh: '编码「{value}」应为 2 到 30 位数字或大写字母',
    en: 'the code “{value}” must be 2 to 30 digits or capital letters',
  },
  'duplicate-code': { zh: '编码与第 {other} 个要素重复', en: 'feature {other} has the same code' },
  'no-name': { zh: '缺少名称', en: 'the name is missing' },
  'long-name': { zh: '名称超过 60 个字', en: 'the name is longer than 60 characters' },
  'unknown-parent': { zh: '上级编码「{value}」不存在', en: 'there is no parent with the code “{value}”' },
  'no-parent': { zh: '缺少上级编码', en: 'the code of the parent is missing' },
  'parent-circle': { zh: '上下级关系成环', en: 'its parents form a circle' },
  'parent-changed': {
    zh: '已有此编码，上级为「{value}」，不能改变上级',
    en: 'this code exists below “{value}”; an area cannot change its parent',
  },
  'unknown-level': { zh: '没有层级「{value}」', en: 'there is no level “{value}”' },
  'wrong-level': {
    zh: '层级「{value}」不能放在「{parent}」之下',
    en: 'the level “{value}” cannot stand below “{parent}”',
  },
  'too-deep': { zh: '上级已是最末一级', en: 'its parent is of the lowest level' },
  'bad-households': {
    zh: '户数「{value}」应为 0 到 100000 的整数',
    en: 'the number of households “{value}” must be a whole number from 0 to 100000',
  },
  'bad-kind': {
    zh: '类型「{value}」应为 residential 或 dedicated',
    en: 'the kind “{value}” must be residential or dedicated',
  },
  'outside-parent': {
    zh: '超出上级「{other}」的边界 {metres} 米',
    en: 'it reaches {metres} m beyond its parent “{other}”',
  },
  overlap: { zh: '与「{other}」重叠，深 {metres} 米', en: 'it overlaps “{other}” by {metres} m' },
  'open-cases': {
    zh: '将被撤销，但还有 {open} 件未结案件，请先改派',
    en: 'it would be dissolved, but has {open} open cases: move them first',
  },
  'foreign-root': { zh: '根区域的编码应以 {value} 开头', en: 'the code of the root must begin with {value}' },
  gap: {
    zh: '下级没有铺满，空缺约 {area} 平方米（占 {percent}%）',
    en: 'its children leave about {area} m² ({percent} %) uncovered',
  },
} as const satisfies Record<string, { zh: string; en: string }>;
export type FaultKind = keyof typeof sentences;

export interface OutlineFault {
  kind: FaultKind;
  /** Position in the file, from 0; null for the file as a whole. */
  feature: number | null;
  code: string | null;
  zh: string;
  en: string;
}

/** More than this help nobody and would make the answer as large as a hostile file. */
const mostListed = 1_000;

/** What a feature without a code goes by while the file is checked; no code can begin like it, and it is never shown. */
export const unnamed = (feature: number) => `\u0000${feature}`;
export const isUnnamed = (code: string | null) => code?.startsWith('\u0000') === true;

export interface FaultList {
  readonly listed: OutlineFault[];
  total: number;
}

export function faultList(): FaultList {
  return { listed: [], total: 0 };
}

export function addFault(
  list: FaultList,
  at: { feature: number | null; code: string | null },
  kind: FaultKind,
  values: Record<string, string | number> = {},
): void {
  list.total += 1;
  if (list.listed.length >= mostListed) return;
  const { zh, en } = sentences[kind];
  const code = isUnnamed(at.code) ? null : at.code;
  list.listed.push({ kind, feature: at.feature, code, zh: filled(zh, values), en: filled(en, values) });
}

function filled(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '').slice(0, 60));
}
