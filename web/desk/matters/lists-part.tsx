import { Button } from 'antd';
import { useState } from 'react';
import { type MatterKind, type MatterVersion, matterKindNames, matterKinds } from '#contract/matters';
import { call } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import { CommandModal } from '../shell/command-modal.tsx';
import { useCan } from '../shell/me.ts';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { LinkTabs } from '../shell/tabs.tsx';
import { DifferenceModal } from './difference-modal.tsx';
import { ImportList } from './import-list.tsx';
import { ListTools } from './list-tools.tsx';
import { MatterDrawer } from './matter-drawer.tsx';
import { MatterTable } from './matter-table.tsx';
import { kindOf } from './matters-search.ts';
import { DiscardDraft, PublishDraft } from './publish-draft.tsx';
import { t } from './texts.ts';
import { useMattersSearch } from './use-matters-search.ts';
import { type Doing, draftOf, inForceOf } from './versions.ts';

type Kinds = { kind: MatterKind; versions: MatterVersion[] }[];
function KindTabs({ rows, chosen }: { rows: Kinds; chosen: MatterKind }) {
  return (
    <LinkTabs
      label={t('lists')}
      keys={matterKindNames}
      chosen={chosen}
      link={(kind) => ({ to: '/matters', search: { part: 'lists', kind } })}
      words={(kind) => {
        const versions = rows.find((row) => row.kind === kind)?.versions ?? [];
        return (
          <>
            {pick(matterKinds[kind].zh, matterKinds[kind].en)}
            <span className="tab-n num">{inForceOf(versions)?.items ?? 0}</span>
            {draftOf(versions) && <span className="tab-n">· {t('draft')}</span>}
          </>
        );
      }}
    />
  );
}

function InstallStandard({ onClose }: { onClose: () => void }) {
  return (
    <CommandModal
      title={t('install')}
      okText={t('install')}
      onClose={onClose}
      send={async (commandId) => {
        const { lists, codes } = await call('POST /api/matters/standard', { body: { commandId } });
        await refresh('GET /api/matters', 'GET /api/matters/:kind', 'GET /api/standard-codes');
        return t('installed', { lists, codes });
      }}
    >
      <p>{t('installWords')}</p>
    </CommandModal>
  );
}

function NoList({ mayEdit, onImport }: { mayEdit: boolean; onImport: () => void }) {
  const [installing, setInstalling] = useState(false);
  return (
    <section className="card">
      <Nothing title={t('noList')}>
        {mayEdit && (
          <div className="area-head">
            <Button type="primary" onClick={() => setInstalling(true)}>
              {t('install')}
            </Button>
            <Button onClick={onImport}>{t('import')}</Button>
          </div>
        )}
      </Nothing>
      {installing && <InstallStandard onClose={() => setInstalling(false)} />}
    </section>
  );
}

interface DialogsProps {
  kind: MatterKind;
  versions: readonly MatterVersion[];
  doing: Doing | null;
  onClose: () => void;
}

function Dialogs({ kind, versions, doing, onClose }: DialogsProps) {
  const { go } = useMattersSearch();
  const draft = draftOf(versions);
  const show = (version?: number) => go({ version }, false);
  if (doing === 'import') return <ImportList kind={kind} onClose={onClose} onDone={show} />;
  if (doing === 'compare') return <DifferenceModal kind={kind} versions={versions} onClose={onClose} />;
  if (doing === 'publish' && draft)
    return (
      <PublishDraft kind={kind} draft={draft} before={inForceOf(versions)} onClose={onClose} onDone={() => show()} />
    );
  if (doing === 'discard' && draft)
    return <DiscardDraft kind={kind} draft={draft} onClose={onClose} onDone={() => show()} />;
  return null;
}

function OneList({ kind, versions }: { kind: MatterKind; versions: readonly MatterVersion[] }) {
  const { search, go } = useMattersSearch();
  const mayEdit = useCan('catalogue.edit');
  const [doing, setDoing] = useState<Doing | null>(null);
  const shown = versions.find(({ version }) => version === search.version) ?? inForceOf(versions) ?? versions[0];
  const open = (code: string | undefined) => go({ code });
  return (
    <>
      {shown ? (
        <>
          <ListTools kind={kind} versions={versions} shown={shown} mayEdit={mayEdit} onDo={setDoing} />
          <MatterTable kind={kind} version={shown.version} onOpen={open} />
        </>
      ) : (
        <NoList mayEdit={mayEdit} onImport={() => setDoing('import')} />
      )}
      {shown && (search.code !== undefined || doing === 'add') && (
        <MatterDrawer
          key={search.code ?? 'new'}
          kind={kind}
          version={shown.version}
          code={doing === 'add' ? null : (search.code ?? null)}
          mayEdit={mayEdit}
          onChanged={(version) => {
            setDoing(null);
            go({ version, code: null }, false);
          }}
          onClose={() => {
            setDoing(null);
            open(undefined);
          }}
        />
      )}
      <Dialogs kind={kind} versions={versions} doing={doing} onClose={() => setDoing(null)} />
    </>
  );
}

/** The five item lists, each with its versions. */
export function ListsPart() {
  const { search } = useMattersSearch();
  const kind = kindOf(search);
  const query = useAsk('GET /api/matters', {});
  return (
    <Loaded query={query}>
      {({ rows }) => (
        <>
          <KindTabs rows={rows} chosen={kind} />
          <OneList key={kind} kind={kind} versions={rows.find((row) => row.kind === kind)?.versions ?? []} />
        </>
      )}
    </Loaded>
  );
}
