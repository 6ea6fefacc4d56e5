import { Ajv, type ErrorObject } from 'ajv';
import { checkFlow, type FlowFault } from '#contract/check-flow';
import { coreFlowCode } from '#contract/core-flow';
import { FlowDocument } from '#contract/flow-document';
import { refuse } from '#kernel/refuse';

const fits = new Ajv({ allErrors: true, strict: false }).compile<FlowDocument>(FlowDocument);
/** What is listed; a document of another shape altogether has a fault in every line. */
const most = 50;

/** Faults of what was sent as a flow document: of its shape first, then of its rules. */
export function faultsOf(sent: unknown): { document: FlowDocument | null; faults: FlowFault[] } {
  if (!fits(sent)) return { document: null, faults: shapeFaults(fits.errors ?? []) };
  return { document: sent, faults: checkFlow(sent).slice(0, most) };
}

/** The document of a flow of this code without a fault; refuses naming every place. */
export function needFlow(sent: unknown, code: string, { alsoCore = false } = {}): FlowDocument {
  const { document, faults } = faultsOf(sent);
  if (document && faults.length === 0 && (alsoCore || code !== coreFlowCode) && document.code === code) return document;
  const named =
    faults.length > 0
      ? faults
      : [
          {
            path: '/code',
            zh: `代码须为「${code === coreFlowCode ? '另一个，通用流程不能修改' : code}」`,
            en:
              code === coreFlowCode
                ? 'the common flow cannot be changed; copy it to another code'
                : `the code must be “${code}”`,
          },
        ];
  const [first] = named;
  const more = named.length - 1;
  return refuse(
    'flow.invalid',
    {
      'detail:zh': `${first?.path} ${first?.zh}${more > 0 ? `（另有 ${more} 处）` : ''}`,
      'detail:en': `${first?.path} ${first?.en}${more > 0 ? ` (and ${more} more)` : ''}`,
    },
    { faults: named },
  );
}

/** One a place: of a choice among several shapes every one complains. */
function shapeFaults(errors: readonly ErrorObject[]): FlowFault[] {
  const byPath = new Map<string, FlowFault>();
  for (const { instancePath, keyword, message = '', params } of errors) {
    const extra = keyword === 'additionalProperties' ? String(params.additionalProperty) : '';
    const missing = keyword === 'required' ? String(params.missingProperty) : '';
    const path = extra ? `${instancePath}/${extra}` : instancePath;
    if (keyword === 'anyOf' || !byPath.has(path)) byPath.set(path, { path, ...shapeWords(keyword, message, missing) });
  }
  return [...byPath.values()].slice(0, most);
}

function shapeWords(keyword: string, message: string, missing: string): { zh: string; en: string } {
  if (missing) return { zh: `缺少「${missing}」，请补充`, en: `“${missing}” is missing; add it` };
  if (keyword === 'additionalProperties') return { zh: '没有这一项，请删去', en: 'there is no such entry; remove it' };
  if (keyword === 'pattern')
    return {
      zh: '代码须以小写字母开头，只含字母和数字，最多 40 个',
      en: 'a code begins with a small letter and has letters and digits only, 40 at most',
    };
  return {
    zh: `内容不合规定（${message}），请对照 /api/flows/schema.json 改正`,
    en: `not of the right shape (${message}); see /api/flows/schema.json`,
  };
}
