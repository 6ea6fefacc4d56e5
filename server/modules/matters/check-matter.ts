import type { Matter, MatterKind } from '#contract/matters';

export interface FieldFault {
  field: keyof Matter;
  zh: string;
  en: string;
}

/** What the shapes of the fields alone cannot say. Pure; `known` are the codes of our catalogue. */
export function checkMatter(kind: MatterKind, matter: Matter, known: { has(code: string): boolean }): FieldFault[] {
  const faults: FieldFault[] = [];
  const say = (field: keyof Matter, zh: string, en: string) => faults.push({ field, zh, en });
  if (kind === 'duty' && matter.level === null) say('level', '权责清单须写层级', 'a duty needs its level');
  if (kind !== 'duty' && matter.level !== null) say('level', '只有权责清单写层级', 'only duties have a level');
  if ((matter.limitAmount === null) !== (matter.limitUnit === null))
    say('limitUnit', '时限和时限单位要么都有，要么都没有', 'a limit needs a unit, and a unit a limit');
  if (matter.article !== '' && matter.law === '')
    say('law', '写了条款就要写是哪部法', 'an article needs the law that it stands in');
  const unknown = matter.categoryCodes.find((code) => !known.has(code));
  if (unknown !== undefined)
    say('categoryCodes', `目录里没有类别 ${unknown}`, `the catalogue has no category ${unknown}`);
  for (const field of ['className', 'name', 'unitName', 'closing'] as const)
    if (matter[field].trim() === '') say(field, `${fieldNames[field]}不能为空`, `${field} is empty`);
  return faults;
}

const fieldNames = { className: '类别', name: '名称', unitName: '责任单位', closing: '结案条件' } as const;
