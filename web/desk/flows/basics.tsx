import { Input, InputNumber, Select } from 'antd';
import type { FlowDocument } from '#contract/flow-document';
import { wordsText } from '../shell/case-names.ts';
import { LabelledField } from '../shell/command-modal.tsx';
import { WordsPart } from './state-form.tsx';
import { t } from './texts.ts';
import type { Editor } from './use-editor.ts';

/** Name, source, where it starts, and its settings. */
export function Basics({ editor, mayEdit }: { editor: Editor; mayEdit: boolean }) {
  const { document, change } = editor;
  const set = (part: Partial<FlowDocument>) => change({ ...document, ...part });
  if (!mayEdit) return <p className="flow-note">{document.note}</p>;
  return (
    <details className="flow-basics">
      <summary>{t('basics')}</summary>
      <div className="stack">
        <WordsPart id="flow-name" label={t('name')} value={document.name} onChange={(name) => set({ name })} />
        <LabelledField id="flow-note" label={t('noteOfFlow')}>
          <Input.TextArea
            id="flow-note"
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            value={document.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        </LabelledField>
        <div className="flow-pair">
          <LabelledField id="flow-start" label={t('start')}>
            <Select
              id="flow-start"
              value={document.start}
              options={Object.entries(document.states)
                .filter(([, { is }]) => is === 'reported')
                .map(([value, state]) => ({ value, label: wordsText(state.name) }))}
              onChange={(start) => set({ start })}
            />
          </LabelledField>
          <LabelledField id="flow-contest" label={t('contestDays')}>
            <InputNumber
              id="flow-contest"
              min={1}
              max={60}
              precision={0}
              value={document.settings.contestDays}
              onChange={(value) => set({ settings: { ...document.settings, contestDays: value ?? 7 } })}
            />
          </LabelledField>
          <LabelledField id="flow-sample" label={t('sample')}>
            <InputNumber
              id="flow-sample"
              min={0}
              max={1}
              step={0.1}
              value={document.settings.lowRiskSample}
              onChange={(value) => set({ settings: { ...document.settings, lowRiskSample: value ?? 0 } })}
            />
          </LabelledField>
        </div>
      </div>
    </details>
  );
}
