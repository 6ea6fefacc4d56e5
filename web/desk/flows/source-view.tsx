import { Button, Input } from 'antd';
import { useState } from 'react';
import type { FlowDocument } from '#contract/flow-document';
import { t } from './texts.ts';
import type { Editor } from './use-editor.ts';

/** The document as text: to carry it elsewhere, or bring one from there. */
export function SourceView({ editor, mayEdit }: { editor: Editor; mayEdit: boolean }) {
  const [text, setText] = useState(() => JSON.stringify(editor.document, null, 2));
  const [why, setWhy] = useState<string | null>(null);
  function apply(): void {
    try {
      const read: unknown = JSON.parse(text);
      if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error('{ }');
      // Of which shape it is, the check says; the server refuses what does not fit.
      editor.change({ ...(read as FlowDocument), code: editor.document.code });
      setWhy(null);
    } catch (error) {
      setWhy(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <>
      <p className="muted">{t('sourceHint')}</p>
      {why && (
        <p className="form-error" role="alert">
          {t('notJson', { why })}
        </p>
      )}
      {mayEdit && (
        <Button type="primary" onClick={apply}>
          {t('apply')}
        </Button>
      )}
      <Input.TextArea
        aria-label={t('source')}
        className="flow-source"
        readOnly={!mayEdit}
        autoSize={{ minRows: 20, maxRows: 34 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </>
  );
}
