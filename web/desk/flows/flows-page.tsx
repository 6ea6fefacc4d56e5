import './flows.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Tag } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import type { FlowHead } from '#contract/flows';
import { call } from '#web/api.ts';
import { wordsText } from '../shell/case-names.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { Page, PageTitle } from '../shell/page.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { t } from './texts.ts';

type List = Answer<'GET /api/flows'>;
type Asked = { kind: 'default' | 'retire'; code: string; name: string };

function AskModal({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { kind, code, name } = asked;
  async function send(commandId: string): Promise<string> {
    if (kind === 'default') await call('PUT /api/flows/default', { body: { commandId, code } });
    else await call('POST /api/flows/:flow/retire', { params: { flow: code }, body: { commandId } });
    await refresh('GET /api/flows');
    return kind === 'default' ? t('defaultSet', { name }) : t('retired');
  }
  const title = kind === 'default' ? t('makeDefault') : t('retire');
  return (
    <CommandModal title={title} okText={title} danger={kind === 'retire'} send={send} onClose={onClose}>
      <p>{kind === 'default' ? t('defaultSet', { name }) : t('retireSure', { name })}</p>
    </CommandModal>
  );
}

/** The code is asked for here; the copy is stored with the first save in the editor. */
function CopyModal({ from, taken, onClose }: { from: string; taken: readonly string[]; onClose: () => void }) {
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const fits = /^[a-z][a-zA-Z0-9]{0,39}$/.test(code) && !taken.includes(code);
  async function send(): Promise<string> {
    await navigate({ to: '/flows/$code', params: { code }, search: { from } });
    return t('unsaved');
  }
  return (
    <CommandModal
      title={t('copy')}
      okText={t('copy')}
      send={send}
      missing={fits ? null : t('badCode')}
      onClose={onClose}
    >
      <LabelledField id="flow-code" label={t('newCode')}>
        <Input id="flow-code" maxLength={40} value={code} onChange={(event) => setCode(event.target.value.trim())} />
      </LabelledField>
      <p className="muted">{t('newCodeHint')}</p>
    </CommandModal>
  );
}

function OwnRow({
  row,
  mayEdit,
  onAsk,
  onCopy,
}: {
  row: FlowHead;
  mayEdit: boolean;
  onAsk: (asked: Asked) => void;
  onCopy: (code: string) => void;
}) {
  const name = wordsText(row.name);
  const running = row.versions.reduce((sum, version) => sum + version.running, 0);
  const draft = row.versions.some(({ status }) => status === 'draft');
  const ask = (kind: Asked['kind']) => onAsk({ kind, code: row.code, name });
  return (
    <tr>
      <td>
        <Link to="/flows/$code" params={{ code: row.code }}>
          {name}
        </Link>{' '}
        {row.isDefault && <span className="chip">{t('isDefault')}</span>}
        {draft && <Tag>{t('draft')}</Tag>}
      </td>
      <td className="num">{row.inForce === null ? t('none') : t('version', { n: row.inForce })}</td>
      <td className="num">{row.versions.length}</td>
      <td className="num">{t('running', { n: running })}</td>
      <td>
        <div className="flow-buttons">
          {mayEdit && row.inForce !== null && !row.isDefault && (
            <>
              <Button size="small" onClick={() => ask('default')}>
                {t('makeDefault')}
              </Button>
              <Button size="small" onClick={() => ask('retire')}>
                {t('retire')}
              </Button>
            </>
          )}
          {mayEdit && (
            <Button size="small" onClick={() => onCopy(row.code)}>
              {t('copy')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}

function ShippedRows({
  list,
  onAsk,
  onCopy,
}: {
  list: List;
  onAsk: (asked: Asked) => void;
  onCopy: (code: string) => void;
}) {
  const { core, shipped, rows, mayEdit } = list;
  const own = new Set(rows.map(({ code }) => code));
  return [core, ...shipped.filter(({ code }) => !own.has(code))].map(({ code, name, note }) => (
    <tr key={code}>
      <td>
        <Link to="/flows/$code" params={{ code }}>
          {wordsText(name)}
        </Link>{' '}
        <Tag>{code === core.code ? t('core') : t('example')}</Tag>
        {code === core.code && core.isDefault && <span className="chip">{t('isDefault')}</span>}
        <p className="muted flow-note">{note}</p>
      </td>
      <td>
        <div className="flow-buttons">
          {mayEdit && code === core.code && !core.isDefault && (
            <Button size="small" onClick={() => onAsk({ kind: 'default', code, name: wordsText(name) })}>
              {t('makeDefault')}
            </Button>
          )}
          {mayEdit && (
            <Button size="small" onClick={() => onCopy(code)}>
              {t('copy')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  ));
}

function Lists({ list }: { list: List }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [copied, setCopied] = useState<string | null>(null);
  const taken = [list.core.code, ...list.rows.map(({ code }) => code)];
  return (
    <>
      {!list.mayEdit && <p className="muted">{t('readOnly')}</p>}
      {list.rows.length === 0 ? (
        <Nothing title={t('noOwn')} />
      ) : (
        <table className="flow-table" aria-label={t('list')}>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('inForce')}</th>
              <th scope="col">{t('versions')}</th>
              <th scope="col" colSpan={2}>
                {t('runningCases')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <OwnRow key={row.code} row={row} mayEdit={list.mayEdit} onAsk={setAsked} onCopy={setCopied} />
            ))}
          </tbody>
        </table>
      )}
      <h2>{t('withProgram')}</h2>
      <table className="flow-table" aria-label={t('withProgram')}>
        <tbody>
          <ShippedRows list={list} onAsk={setAsked} onCopy={setCopied} />
        </tbody>
      </table>
      {asked && <AskModal asked={asked} onClose={() => setAsked(null)} />}
      {copied && <CopyModal from={copied} taken={taken} onClose={() => setCopied(null)} />}
    </>
  );
}

/** Flows as data: which there are, which new cases take, which come with the program. */
export function FlowsPage() {
  const query = useAsk('GET /api/flows', {});
  return (
    <Page>
      <PageTitle title={shell('pageFlows')} />
      <Loaded query={query}>{(list) => <Lists list={list} />}</Loaded>
    </Page>
  );
}
