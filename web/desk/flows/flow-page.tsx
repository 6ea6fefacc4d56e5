import './flows.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Tag } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import type { FlowDocument } from '#contract/flow-document';
import type { FlowHead } from '#contract/flows';
import { call, sayError } from '#web/api.ts';
import { WarningIcon } from '#web/icons.tsx';
import { wordsText } from '../shell/case-names.ts';
import { useCommandIds } from '../shell/command-ids.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { LeaveGuard } from '../shell/leave-guard.tsx';
import { Page, PageTitle } from '../shell/page.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { ButtonTabs } from '../shell/tabs.tsx';
import { say, sayWrong } from '../shell/toast.ts';
import { Basics } from './basics.tsx';
import { Diagram } from './diagram.tsx';
import { DifferenceView } from './difference-view.tsx';
import { ActionsTable, StatesTable } from './flow-tables.tsx';
import { SourceView } from './source-view.tsx';
import { TestDrive } from './test-drive.tsx';
import { t } from './texts.ts';
import { TrialView } from './trial-view.tsx';
import { type Editor, useEditor, useUndoKeys } from './use-editor.ts';

type Flow = Answer<'GET /api/flows/:flow'>;
const tabs = ['edit', 'difference', 'trial', 'drive', 'source'] as const;
type Tab = (typeof tabs)[number];

function PublishModal({ code, revision, onClose }: { code: string; revision: number; onClose: () => void }) {
  const [note, setNote] = useState('');
  async function send(commandId: string): Promise<string> {
    const body = { commandId, revision, note: note.trim() };
    const { version } = await call('POST /api/flows/:flow/publish', { params: { flow: code }, body });
    await refresh('GET /api/flows', 'GET /api/flows/:flow');
    return t('publishedVersion', { n: version });
  }
  const missing = note.trim() === '' ? t('needNote') : null;
  return (
    <CommandModal title={t('publish')} okText={t('publish')} send={send} missing={missing} onClose={onClose}>
      <p>{t('publishSure')}</p>
      <LabelledField id="publish-note" label={t('publishNote')}>
        <Input.TextArea
          id="publish-note"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </LabelledField>
    </CommandModal>
  );
}

function DiscardModal({ code, onClose }: { code: string; onClose: () => void }) {
  async function send(commandId: string): Promise<string> {
    await call('POST /api/flows/:flow/discard', { params: { flow: code }, body: { commandId } });
    await refresh('GET /api/flows', 'GET /api/flows/:flow');
    return t('discarded');
  }
  return (
    <CommandModal title={t('discard')} okText={t('discard')} danger send={send} onClose={onClose}>
      <p>{t('discardSure')}</p>
    </CommandModal>
  );
}

/** The draft's revision as this screen has seen it; 0: there is none yet. */
const revisionOf = ({ status, origin, revision }: Flow) => (origin === 'own' && status === 'draft' ? revision : 0);

function Tools({ flow, editor, mayEdit }: { flow: Flow; editor: Editor; mayEdit: boolean }) {
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<'publish' | 'discard' | null>(null);
  const { document, faults, isChanged, undo, redo } = editor;
  const revision = revisionOf(flow);
  const commandIdOf = useCommandIds();
  useUndoKeys(editor, mayEdit);
  if (!mayEdit) return null;
  async function save(): Promise<void> {
    setBusy(true);
    try {
      const body = { commandId: commandIdOf([revision, document]), revision, document };
      const saved = await call('PUT /api/flows/:flow/draft', { params: { flow: document.code }, body });
      say(t('saved', { version: saved.version }));
      await refresh('GET /api/flows', 'GET /api/flows/:flow');
    } catch (error) {
      sayWrong(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="flow-buttons">
      <LeaveGuard on={isChanged} />
      <Button disabled={!undo} onClick={() => undo?.()} aria-keyshortcuts="Control+Z">
        {t('undo')}
      </Button>
      <Button disabled={!redo} onClick={() => redo?.()} aria-keyshortcuts="Control+Y">
        {t('redo')}
      </Button>
      <Button type="primary" disabled={!isChanged || faults.length > 0} loading={busy} onClick={() => void save()}>
        {t('save')}
      </Button>
      <Button
        disabled={revision === 0 || isChanged}
        title={isChanged ? t('saveFirst') : ''}
        onClick={() => setAsked('publish')}
      >
        {t('publish')}
      </Button>
      {revision > 0 && <Button onClick={() => setAsked('discard')}>{t('discard')}</Button>}
      <span role="status" className={faults.length > 0 ? 'form-error' : 'muted'}>
        {faults.length > 0 && <WarningIcon size={16} />}
        {faults.length > 0 ? t('faults', { n: faults.length }) : t('noFaults')}
        {isChanged && ` · ${t('unsaved')}`}
      </span>
      {asked === 'publish' && <PublishModal code={document.code} revision={revision} onClose={() => setAsked(null)} />}
      {asked === 'discard' && <DiscardModal code={document.code} onClose={() => setAsked(null)} />}
    </div>
  );
}

function EditTab({ editor, mayEdit }: { editor: Editor; mayEdit: boolean }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const choose = (code: string) => setChosen((old) => (old === code ? null : code));
  return (
    <div className="flow-side-by-side">
      <div>
        <Basics editor={editor} mayEdit={mayEdit} />
        <StatesTable editor={editor} mayEdit={mayEdit} chosen={chosen} onChoose={choose} />
        <ActionsTable editor={editor} mayEdit={mayEdit} chosen={chosen} />
      </div>
      <Diagram document={editor.document} faults={editor.faults} chosen={chosen} onChoose={choose} />
    </div>
  );
}

function Shown({
  flow,
  start,
  mayEdit,
  head,
}: {
  flow: Flow;
  start: FlowDocument;
  mayEdit: boolean;
  head: FlowHead | undefined;
}) {
  const [tab, setTab] = useState<Tab>('edit');
  const editor = useEditor(flow.document, start);
  const { document } = editor;
  const shown = { edit: mayEdit, difference: true, trial: mayEdit, drive: true, source: true };
  return (
    <>
      <PageTitle title={wordsText(document.name)} />
      <div className="flow-buttons">
        <Link to="/flows">{t('back')}</Link> <Tag>{document.code}</Tag>
        {flow.origin === 'own' && <Tag>{t('version', { n: flow.version })}</Tag>}
        <span className="muted">
          {t('graph', { n: Object.keys(document.states).length, m: Object.keys(document.actions).length })}
        </span>
      </div>
      {flow.origin !== 'own' && start === flow.document && (
        <p className="muted">{flow.origin === 'core' ? t('origin_core') : t('origin_shipped')}</p>
      )}
      <Tools flow={flow} editor={editor} mayEdit={mayEdit} />
      <ButtonTabs
        className="tabs flow-tabs"
        label={t('list')}
        keys={tabs.filter((one) => shown[one] || one === 'edit')}
        chosen={tab}
        words={(one) => (one === 'edit' && !mayEdit ? t('open') : t(one))}
        onChoose={setTab}
      />
      {tab === 'edit' && <EditTab editor={editor} mayEdit={mayEdit} />}
      {tab === 'difference' && <DifferenceView head={head} />}
      {tab === 'trial' && <TrialView document={document} />}
      {tab === 'drive' &&
        (editor.faults.length > 0 ? (
          <p>{t('faults', { n: editor.faults.length })}</p>
        ) : (
          <TestDrive document={document} />
        ))}
      {tab === 'source' && <SourceView editor={editor} mayEdit={mayEdit} />}
    </>
  );
}

const route = getRouteApi('/flows/$code');

/** One flow: table and picture side by side, versions compared, the past replayed, a made-up case walked through. */
export function FlowPage() {
  const { code } = route.useParams();
  const { from } = route.useSearch();
  const list = useAsk('GET /api/flows', {});
  const head = list.data?.rows.find((row) => row.code === code);
  const known = head !== undefined || from === undefined;
  const query = useAsk(
    'GET /api/flows/:flow',
    { params: { flow: known ? code : (from ?? code) }, query: {} },
    { enabled: list.data !== undefined },
  );
  return (
    <Page>
      <Loaded query={list}>
        {({ mayEdit }) => (
          <Loaded query={query}>
            {(flow) => (
              <Shown
                key={`${code} ${flow.version} ${flow.revision}`}
                flow={flow}
                start={known ? flow.document : { ...flow.document, code }}
                mayEdit={mayEdit && (flow.origin === 'own' || !known)}
                head={head}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
