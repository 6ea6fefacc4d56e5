import { Button, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { codeKinds, type StandardCode, standards } from '#contract/standard-codes';
import { listText } from '#web/i18n.ts';
import { PlusIcon, UploadIcon } from '#web/icons.tsx';
import { useCategories } from '../catalogue/category-select.tsx';
import { useCan } from '../shell/me.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { given } from '../shell/query.ts';
import { usePages } from '../shell/use-pages.ts';
import { ExtensionForm } from './extension-form.tsx';
import { Filter, SearchBox } from './filters.tsx';
import { ImportCodes } from './import-codes.tsx';
import { t } from './texts-codes.ts';
import { useMattersSearch } from './use-matters-search.ts';

type Row = StandardCode & { id: string };

export function useCategoryName(): (code: string) => string {
  const { data } = useCategories();
  return useMemo(() => {
    const names = new Map((data?.rows ?? []).map(({ code, name }) => [code, name]));
    return (code: string) => names.get(code) ?? code;
  }, [data]);
}

function columnsFor(nameOf: (code: string) => string): NonNullable<TableProps<Row>['columns']> {
  return [
    { title: t('standard'), key: 'standard', render: (_, row) => <span className="num">{row.standard}</span> },
    { title: t('codeKind'), key: 'kind', render: (_, row) => t(row.kind) },
    { title: t('code'), key: 'code', render: (_, row) => <span className="num">{row.code}</span> },
    { title: t('major'), key: 'major', dataIndex: 'majorName' },
    {
      title: t('name'),
      key: 'name',
      render: (_, row) => (
        <>
          {row.name} {row.extension && <span className="chip">{t('extension')}</span>}
        </>
      ),
    },
    {
      title: t('mapped'),
      key: 'mapped',
      width: '30%',
      render: (_, row) => <span className="wrap">{listText(row.categories.map(nameOf)) || '—'}</span>,
    },
  ];
}

function Tools({ onDo }: { onDo: (doing: 'extend' | 'import') => void }) {
  const { search, go } = useMattersSearch();
  const mayEdit = useCan('catalogue.edit');
  return (
    <div className="page-tools">
      <SearchBox label={t('search')} />
      <Filter
        label={t('standard')}
        all={t('allStandards')}
        value={search.standard}
        options={standards.map((value) => ({ value, label: value }))}
        onChange={(standard) => go({ standard })}
      />
      <Filter
        label={t('codeKind')}
        all={t('allKinds')}
        value={search.codeKind}
        options={codeKinds.map((value) => ({ value, label: t(value) }))}
        onChange={(codeKind) => go({ codeKind })}
      />
      <span className="grow" />
      {mayEdit && (
        <>
          <Button icon={<UploadIcon size={16} />} onClick={() => onDo('import')}>
            {t('importCodes')}
          </Button>
          <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => onDo('extend')}>
            {t('extend')}
          </Button>
        </>
      )}
    </div>
  );
}

/** The codes of both national standards and those of this place, each with the classes that stand for it. */
export function CodesPart() {
  const { q, standard, codeKind } = useMattersSearch().search;
  const [doing, setDoing] = useState<'extend' | 'import' | null>(null);
  const nameOf = useCategoryName();
  const asked = usePages('GET /api/standard-codes', given({ q, standard, kind: codeKind, limit: 100 }));
  const rows = useMemo(
    () => asked.rows?.map((row) => ({ ...row, id: `${row.standard} ${row.kind} ${row.code}` })),
    [asked.rows],
  );
  return (
    <>
      <Tools onDo={setDoing} />
      <div className="page-body">
        {asked.first && (
          <p className="muted num" role="status">
            {t('found', { n: asked.first.total })}
          </p>
        )}
        <PagedTable query={{ ...asked, rows }} label={t('codes')} columns={columnsFor(nameOf)} empty={t('noCodes')} />
      </div>
      {doing === 'extend' && <ExtensionForm onClose={() => setDoing(null)} />}
      {doing === 'import' && <ImportCodes onClose={() => setDoing(null)} />}
    </>
  );
}
