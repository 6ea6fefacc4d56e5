import { Button, Dropdown, Select } from 'antd';
import { dutyLevels, type MatterKind, type MatterVersion } from '#contract/matters';
import { sayError } from '#web/api.ts';
import { DownloadIcon, PlusIcon, UploadIcon } from '#web/icons.tsx';
import { full, ms } from '#web/time.ts';
import { download } from '../shell/download.ts';
import { useAsk } from '../shell/query.ts';
import { sayWrong } from '../shell/toast.ts';
import { Filter, SearchBox } from './filters.tsx';
import { t } from './texts.ts';
import { useMattersSearch } from './use-matters-search.ts';
import { type Doing, draftOf, inForceOf } from './versions.ts';

interface ListToolsProps {
  kind: MatterKind;
  versions: readonly MatterVersion[];
  shown: MatterVersion;
  mayEdit: boolean;
  onDo: (doing: Doing) => void;
}

function stateOf({ version, publishedAt, items }: MatterVersion, inForce: MatterVersion | undefined): string {
  const named = { n: version, items };
  if (publishedAt === null) return t('versionDraft', named);
  return version === inForce?.version ? t('versionInForce', named) : t('versionOld', named);
}

function save(kind: MatterKind, shown: MatterVersion | null): void {
  const query = { lang: undefined, ...(shown ? { version: shown.version } : { template: true }) };
  const name = shown ? `gezhi-${kind}-v${shown.version}.xlsx` : `gezhi-${kind}-template.xlsx`;
  download(`/api/matters/${kind}/export`, query, name).catch((error: unknown) => sayWrong(sayError(error)));
}

function Filters({ kind, version }: { kind: MatterKind; version: number }) {
  const { search, go } = useMattersSearch();
  const { data } = useAsk('GET /api/matters/:kind', { params: { kind }, query: { version, limit: 1 } }, { keep: true });
  const choices = (words: readonly string[] | undefined) => (words ?? []).map((value) => ({ value, label: value }));
  return (
    <>
      <SearchBox label={t('search')} />
      <Filter
        label={t('className')}
        all={t('allClasses')}
        value={search.className}
        options={choices(data?.classes)}
        onChange={(className) => go({ className })}
      />
      <Filter
        label={t('unitName')}
        all={t('allUnits')}
        value={search.unitName}
        options={choices(data?.units)}
        onChange={(unitName) => go({ unitName })}
      />
      {kind === 'duty' && (
        <Filter
          label={t('level')}
          all={t('allLevels')}
          value={search.level}
          options={dutyLevels.map((value) => ({ value, label: t(`level_${value}`) }))}
          onChange={(level) => go({ level })}
        />
      )}
    </>
  );
}

function Downloads({ kind, shown }: { kind: MatterKind; shown: MatterVersion }) {
  const items = [
    { key: 'this', label: t('exportThis', { n: shown.version }), onClick: () => save(kind, shown) },
    { key: 'template', label: t('exportTemplate'), onClick: () => save(kind, null) },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<DownloadIcon size={16} />}>{t('export')}</Button>
    </Dropdown>
  );
}

function DraftBanner({
  draft,
  shown,
  mayEdit,
  onDo,
}: Omit<ListToolsProps, 'kind' | 'versions'> & { draft: MatterVersion }) {
  const { go } = useMattersSearch();
  const isShown = shown.version === draft.version;
  return (
    <div className="matter-draft" role="status">
      <span>{isShown ? t('draftShown', { n: draft.version }) : t('draftThere', { n: draft.version })}</span>
      <span className="grow" />
      <Button size="small" onClick={() => go({ version: isShown ? undefined : draft.version }, false)}>
        {isShown ? t('showInForce') : t('showDraft')}
      </Button>
      {mayEdit && (
        <>
          <Button size="small" onClick={() => onDo('discard')}>
            {t('discard')}
          </Button>
          <Button size="small" type="primary" onClick={() => onDo('publish')}>
            {t('publish')}
          </Button>
        </>
      )}
    </div>
  );
}

export function ListTools({ kind, versions, shown, mayEdit, onDo }: ListToolsProps) {
  const { go } = useMattersSearch();
  const inForce = inForceOf(versions);
  const draft = draftOf(versions);
  return (
    <>
      <div className="page-tools">
        <Select
          className="matter-version"
          aria-label={t('version')}
          value={shown.version}
          options={versions.map((one) => ({
            value: one.version,
            label: stateOf(one, inForce),
            title: one.publishedAt ? `${full(ms(one.publishedAt))} ${one.note}` : one.note,
          }))}
          onChange={(version) => go({ version }, false)}
        />
        <Filters kind={kind} version={shown.version} />
        <span className="grow" />
        {versions.length > 1 && <Button onClick={() => onDo('compare')}>{t('compare')}</Button>}
        <Downloads kind={kind} shown={shown} />
        {mayEdit && (
          <>
            <Button icon={<UploadIcon size={16} />} onClick={() => onDo('import')}>
              {t('import')}
            </Button>
            <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => onDo('add')}>
              {t('add')}
            </Button>
          </>
        )}
      </div>
      {draft && <DraftBanner draft={draft} shown={shown} mayEdit={mayEdit} onDo={onDo} />}
    </>
  );
}
