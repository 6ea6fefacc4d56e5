import { Button, Checkbox, Select, Table, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { type StandardCode, type StandardRef, standards } from '#contract/standard-codes';
import { call } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import { useCategories } from '../catalogue/category-select.tsx';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { useCan } from '../shell/me.ts';
import { refresh } from '../shell/query.ts';
import { Failed, Nothing, Waiting } from '../shell/states.tsx';
import { SearchBox } from './filters.tsx';
import { t } from './texts-codes.ts';
import { useAllCodes } from './use-all-codes.ts';
import { useMattersSearch } from './use-matters-search.ts';

interface MapRow {
  code: string;
  name: string;
  major: string;
  refs: StandardCode[];
}

const keyOf = ({ standard, kind, code }: StandardRef) => `${standard} ${kind} ${code}`;

function MapForm({ row, codes, onClose }: { row: MapRow; codes: readonly StandardCode[]; onClose: () => void }) {
  const [chosen, setChosen] = useState(() => row.refs.map(keyOf));
  const options = standards.toReversed().flatMap((standard) =>
    codes
      .filter((code) => code.standard === standard)
      .map((code) => ({
        value: keyOf(code),
        label: `${standard.slice(-4)} ${t(code.kind)} ${code.code} ${code.name}`,
      })),
  );
  async function send(commandId: string): Promise<string> {
    const refs = codes
      .filter((code) => chosen.includes(keyOf(code)))
      .map(({ standard, kind, code }) => ({ standard, kind, code }));
    const params = { categoryCode: row.code };
    await call('PUT /api/standard-codes/map/:categoryCode', { params, body: { commandId, codes: refs } });
    await refresh('GET /api/standard-codes');
    return t('mapSaved', { name: row.name });
  }
  return (
    <CommandModal title={t('mapTitle', { name: row.name })} okText={t('mapSave')} send={send} onClose={onClose}>
      <LabelledField id="map-codes" label={t('mapHint')}>
        <Select<string[]>
          id="map-codes"
          mode="multiple"
          className="wide"
          optionFilterProp="label"
          maxCount={20}
          value={chosen}
          options={options}
          onChange={setChosen}
        />
      </LabelledField>
    </CommandModal>
  );
}

function columnsFor(mayEdit: boolean, onEdit: (row: MapRow) => void): NonNullable<TableProps<MapRow>['columns']> {
  const ofStandard = (standard: StandardRef['standard']) => ({
    title: standard,
    key: standard,
    render: (_: unknown, { refs }: MapRow) => (
      <span className="wrap">
        {refs
          .filter((ref) => ref.standard === standard)
          .map((ref) => `${t(ref.kind)} ${ref.code} ${ref.name}`)
          .join('；') || '—'}
      </span>
    ),
  });
  return [
    { title: t('code'), key: 'code', render: (_, row) => <span className="num">{row.code}</span> },
    { title: t('major'), key: 'major', dataIndex: 'major' },
    { title: t('category'), key: 'name', render: (_, row) => <strong>{row.name}</strong> },
    ...standards.map(ofStandard),
    ...(mayEdit
      ? [
          {
            title: t('manage'),
            key: 'manage',
            render: (_: unknown, row: MapRow) => (
              <Button size="small" aria-label={`${t('mapEdit')} ${row.name}`} onClick={() => onEdit(row)}>
                {t('mapEdit')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

function useMapRows() {
  const categories = useCategories();
  const codes = useAllCodes();
  const rows = useMemo(() => {
    if (!categories.data || !codes.data) return undefined;
    const all = categories.data.rows;
    const majors = new Map(all.map((row) => [row.code, pick(row.name, row.nameEn)]));
    const found = codes.data;
    return all.flatMap(({ code, parentCode, name, nameEn }): MapRow[] =>
      parentCode === null
        ? []
        : [
            {
              code,
              name: pick(name, nameEn),
              major: majors.get(parentCode) ?? '',
              refs: found.filter((one) => one.categories.includes(code)),
            },
          ],
    );
  }, [categories.data, codes.data]);
  return { rows, codes: codes.data ?? [], failed: codes.error ?? categories.error, again: codes.refetch };
}

/** Which national codes each grassroots class stands for: exports and the exchange with the city platform use them. */
export function MapPart() {
  const { search, go } = useMattersSearch();
  const mayEdit = useCan('catalogue.edit');
  const [editing, setEditing] = useState<MapRow | null>(null);
  const { rows, codes, failed, again } = useMapRows();
  if (!rows) return failed ? <Failed error={failed} onRetry={() => void again()} /> : <Waiting />;
  const words = (search.q ?? '').toLowerCase();
  const shown = rows.filter(
    ({ code, name, major, refs }) =>
      `${code} ${name} ${major}`.toLowerCase().includes(words) && !(search.unmapped && refs.length > 0),
  );
  return (
    <>
      <div className="page-tools">
        <SearchBox label={t('searchMap')} />
        <Checkbox checked={search.unmapped === true} onChange={({ target }) => go({ unmapped: target.checked })}>
          {t('unmappedOnly')}
        </Checkbox>
        <span className="muted num" role="status">
          {t('mapCount', { n: rows.filter(({ refs }) => refs.length > 0).length, all: rows.length })}
        </span>
      </div>
      <div className="page-body">
        <Table<MapRow>
          aria-label={t('map')}
          rowKey="code"
          size="small"
          columns={columnsFor(mayEdit, setEditing)}
          dataSource={shown}
          pagination={false}
          locale={{ emptyText: <Nothing title={t('noneMapped')} /> }}
        />
      </div>
      {editing && <MapForm row={editing} codes={codes} onClose={() => setEditing(null)} />}
    </>
  );
}
