import { Button, Checkbox, Table, type TableProps } from 'antd';
import { useState } from 'react';
import type { Admission } from '#contract/admissions';
import { pick } from '#web/i18n.ts';
import { PlusIcon } from '#web/icons.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { useCan } from '../shell/me.ts';
import { useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { AdmissionForm } from './admission-form.tsx';
import { useCategoryName } from './codes-part.tsx';
import { t } from './texts-codes.ts';
import { useMattersSearch } from './use-matters-search.ts';

function Outcome({ admitted, accepted }: Admission) {
  if (admitted) return <StatusTag tone="done">{t('admitted')}</StatusTag>;
  return accepted ? (
    <StatusTag tone="doing">{t('accepted')}</StatusTag>
  ) : (
    <StatusTag tone="back">{t('refused')}</StatusTag>
  );
}

function columnsFor(nameOf: (code: string) => string): NonNullable<TableProps<Admission>['columns']> {
  return [
    {
      title: t('category'),
      key: 'category',
      render: (_, row) => (
        <>
          <strong>{nameOf(row.categoryCode)}</strong> <span className="muted num">{row.categoryCode}</span>
        </>
      ),
    },
    { title: t('decision'), key: 'decision', render: (_, row) => <Outcome {...row} /> },
    {
      title: t('belongs'),
      key: 'belongs',
      width: '30%',
      render: (_, row) => (
        <span className="wrap">
          {pick(row.belongsZh, row.belongsEn) || '—'}
          {(row.unitName || row.phone) && (
            <span className="muted">
              {' '}
              {row.unitName} <span className="num">{row.phone}</span>
            </span>
          )}
        </span>
      ),
    },
    {
      title: t('document'),
      key: 'document',
      render: (_, row) => (
        <>
          {row.decidedBy}
          <div className="muted num">
            {row.documentNo} · {row.decidedOn}
          </div>
        </>
      ),
    },
    {
      title: t('valid'),
      key: 'valid',
      render: (_, row) => (
        <span className="num">
          {row.validTo ? `${row.validFrom} – ${row.validTo}` : t('since', { day: row.validFrom })}
        </span>
      ),
    },
    { title: t('state'), key: 'state', render: (_, row) => (row.inForce ? t('inForce') : t('notInForce')) },
  ];
}

/** Which matters may enter the grids, by whose decision and from when; a decision is never changed, only followed by another. */
export function AdmissionsPart() {
  const { search, go } = useMattersSearch();
  const { past } = search;
  const mayEdit = useCan('catalogue.edit');
  const [adding, setAdding] = useState(false);
  const nameOf = useCategoryName();
  const query = useAsk('GET /api/admissions', { query: {} });
  return (
    <>
      <div className="page-tools">
        <Checkbox checked={past === true} onChange={({ target }) => go({ past: target.checked })}>
          {t('showPast')}
        </Checkbox>
        <span className="muted">{t('admissionHint')}</span>
        <span className="grow" />
        {mayEdit && (
          <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
            {t('decide')}
          </Button>
        )}
      </div>
      <div className="page-body">
        <Loaded query={query}>
          {({ rows }) => (
            <Table<Admission>
              aria-label={t('admissions')}
              rowKey="id"
              size="small"
              columns={columnsFor(nameOf)}
              dataSource={rows.filter(({ inForce }) => past || inForce)}
              pagination={false}
              locale={{ emptyText: <Nothing title={t('noDecisions')} /> }}
            />
          )}
        </Loaded>
      </div>
      {adding && <AdmissionForm onClose={() => setAdding(false)} />}
    </>
  );
}
