import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { FlowFault } from '#contract/check-flow';
import { pick } from '#web/i18n.ts';
import { WarningIcon } from '#web/icons.tsx';
import { wordsText } from '../shell/case-names.ts';
import { ActionForm } from './action-form.tsx';
import {
  byText,
  clockText,
  engineMove,
  engineState,
  fromText,
  onClockText,
  ownerText,
  targetText,
} from './flow-words.ts';
import { StateForm } from './state-form.tsx';
import { t } from './texts.ts';
import { type Editor, faultsAt, withAction, withState } from './use-editor.ts';

/** What is wrong with the line, beneath it. */
function Faults({ faults, columns }: { faults: readonly FlowFault[]; columns: number }) {
  if (faults.length === 0) return null;
  return (
    <tr className="flow-faults">
      <td colSpan={columns}>
        {faults.map((fault) => (
          <p key={fault.path + fault.zh} className="form-error">
            <WarningIcon size={16} />
            {pick(fault.zh, fault.en)}
          </p>
        ))}
      </td>
    </tr>
  );
}

function Tools({ name, onEdit, onRemove }: { name: string; onEdit: () => void; onRemove: () => void }) {
  return (
    <td>
      <div className="flow-buttons flow-tools">
        <Button size="small" aria-label={t('editOf', { name })} onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button size="small" aria-label={t('removeOf', { name })} onClick={onRemove}>
          ×
        </Button>
      </div>
    </td>
  );
}

function Head({ names, mayEdit }: { names: readonly string[]; mayEdit: boolean }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
        {mayEdit && (
          <th scope="col">
            <span className="sr-only">{t('edit')}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

interface TableProps {
  editor: Editor;
  mayEdit: boolean;
  chosen: string | null;
  onChoose: (code: string) => void;
}

function Section({
  title,
  add,
  children,
}: {
  title: string;
  add: { text: string; onAdd: () => void } | null;
  children: ReactNode;
}) {
  return (
    <section aria-label={title}>
      <div className="flow-section">
        <h3>{title}</h3>
        {add && (
          <Button size="small" onClick={add.onAdd}>
            {add.text}
          </Button>
        )}
      </div>
      {children}
    </section>
  );
}

/** null: no form; '': a new line. */
type Open = string | null;

export function StatesTable({ editor, mayEdit, chosen, onChoose }: TableProps) {
  const { document, faults, change } = editor;
  const [open, setOpen] = useState<Open>(null);
  const names = [t('name'), t('is'), t('owner'), t('clock'), t('onClock')];
  return (
    <Section title={t('states')} add={mayEdit ? { text: t('addState'), onAdd: () => setOpen('') } : null}>
      <table className="flow-table">
        <Head names={names} mayEdit={mayEdit} />
        {Object.entries(document.states).map(([code, state]) => (
          <tbody key={code} className={code === chosen ? 'flow-row-on' : ''}>
            <tr>
              <td>
                <button type="button" className="link" onClick={() => onChoose(code)}>
                  {wordsText(state.name)}
                </button>
                <small className="muted"> {code}</small>
              </td>
              <td>{engineState(state.is)}</td>
              <td>{ownerText(state.owner)}</td>
              <td>{clockText(state.clock)}</td>
              <td>{onClockText(document, state)}</td>
              {mayEdit && (
                <Tools
                  name={wordsText(state.name)}
                  onEdit={() => setOpen(code)}
                  onRemove={() => change(withState(document, code, null))}
                />
              )}
            </tr>
            <Faults faults={faultsAt(faults, `/states/${code}`)} columns={names.length + 1} />
          </tbody>
        ))}
      </table>
      {open !== null && (
        <StateForm
          document={document}
          code={open || null}
          onClose={() => setOpen(null)}
          onDone={(code, state) => {
            change(withState(document, code, state));
            setOpen(null);
          }}
        />
      )}
    </Section>
  );
}

/** All actions, or those of the chosen state. */
export function ActionsTable({ editor, mayEdit, chosen }: Omit<TableProps, 'onChoose'>) {
  const { document, faults, change } = editor;
  const [open, setOpen] = useState<Open>(null);
  const names = [t('name'), t('does'), t('from'), t('to'), t('by')];
  const shown = Object.entries(document.actions).filter(
    ([, { from, to }]) => chosen === null || from === 'any' || from.includes(chosen) || to === chosen,
  );
  return (
    <Section title={t('actions')} add={mayEdit ? { text: t('addAction'), onAdd: () => setOpen('') } : null}>
      <table className="flow-table">
        <Head names={names} mayEdit={mayEdit} />
        {shown.map(([code, action]) => (
          <tbody key={code}>
            <tr>
              <td>
                {wordsText(action.name)}
                <small className="muted"> {code}</small>
              </td>
              <td>{engineMove(action.does)}</td>
              <td>{fromText(document, action)}</td>
              <td>{targetText(document, action.to)}</td>
              <td>{byText(action)}</td>
              {mayEdit && (
                <Tools
                  name={wordsText(action.name)}
                  onEdit={() => setOpen(code)}
                  onRemove={() => change(withAction(document, code, null))}
                />
              )}
            </tr>
            <Faults faults={faultsAt(faults, `/actions/${code}`)} columns={names.length + 1} />
          </tbody>
        ))}
      </table>
      {open !== null && (
        <ActionForm
          document={document}
          code={open || null}
          onClose={() => setOpen(null)}
          onDone={(code, action) => {
            change(withAction(document, code, action));
            setOpen(null);
          }}
        />
      )}
    </Section>
  );
}
