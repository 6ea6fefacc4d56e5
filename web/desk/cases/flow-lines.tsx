import { Input, Select } from 'antd';
import type { CaseView } from '#contract/cases';
import type { Move } from '#contract/lifecycle';
import { actionOf, wordsText } from '../shell/case-names.ts';
import type { Draft } from './drafts.ts';

interface FlowLinesProps {
  view: CaseView;
  move: Move;
  draft: Draft;
  onDraft: (part: Partial<Draft>) => void;
}

/** The lines that the case's flow asks for with this move, beside what the move needs itself. */
export function FlowLines({ view, move, draft, onDraft }: FlowLinesProps) {
  const write = (code: string, value: string) => onDraft({ lines: { ...draft.lines, [code]: value } });
  return (actionOf(view, move)?.fields ?? []).map(({ code, name, kind, options = [], required }) => {
    const id = `flow-${code}`;
    const value = draft.lines?.[code] ?? '';
    return (
      <div key={code} className="field">
        <label htmlFor={id}>
          {wordsText(name)}
          {required && <span aria-hidden="true"> *</span>}
        </label>
        {kind === 'choice' ? (
          <Select
            id={id}
            className="wide"
            allowClear={!required}
            aria-required={required}
            value={value === '' ? null : value}
            options={options.map((option) => ({ value: option.code, label: wordsText(option.name) }))}
            onChange={(chosen) => write(code, chosen ?? '')}
          />
        ) : (
          <Input.TextArea
            id={id}
            aria-required={required}
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={1000}
            value={value}
            onChange={(event) => write(code, event.target.value)}
          />
        )}
      </div>
    );
  });
}
