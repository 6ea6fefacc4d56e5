import { Link } from '@tanstack/react-router';
import { Button, Input, Select, Table, type TableProps } from 'antd';
import { useState } from 'react';
import type { UnitRow } from '#contract/posts';
import { call } from '#web/api.ts';
import { PlusIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { t } from './texts.ts';
import { unitKinds, unitKindText } from './unit-kinds.ts';

interface Edited {
  id: string;
  name: string;
  kind: string;
  phone: string;
  isNew: boolean;
}

function UnitForm({ edited, onClose }: { edited: Edited; onClose: () => void }) {
  const [unit, setUnit] = useState(edited);
  async function send(commandId: string): Promise<string> {
    const { id, name, kind, phone } = unit;
    const body = { commandId, name: name.trim(), kind, phone: phone.trim() || null };
    await call('PUT /api/units/:id', { params: { id }, body });
    await refresh('GET /api/units');
    return t('unitSaved', { name: name.trim() });
  }
  const kinds = [...new Set([...unitKinds, ...(edited.kind ? [edited.kind] : [])])];
  const field = (name: 'name' | 'phone', label: string, max: number) => (
    <LabelledField id={`unit-${name}`} label={label}>
      <Input
        id={`unit-${name}`}
        maxLength={max}
        value={unit[name]}
        onChange={(event) => setUnit({ ...unit, [name]: event.target.value })}
      />
    </LabelledField>
  );
  return (
    <CommandModal
      title={edited.isNew ? t('unitCreate') : t('unitEdit')}
      okText={shell('save')}
      missing={unit.name.trim() ? null : t('missing')}
      send={send}
      onClose={onClose}
    >
      {field('name', t('unitName'), 60)}
      <LabelledField id="unit-kind" label={t('unitKind')}>
        <Select<string>
          id="unit-kind"
          className="wide"
          value={unit.kind}
          options={kinds.map((value) => ({ value, label: unitKindText(value) }))}
          onChange={(kind) => setUnit({ ...unit, kind })}
        />
      </LabelledField>
      {field('phone', t('phone'), 20)}
    </CommandModal>
  );
}

function columnsFor(mayEdit: boolean, onEdit: (unit: Edited) => void): NonNullable<TableProps<UnitRow>['columns']> {
  const number = (n: number) => <span className="num">{n}</span>;
  return [
    { title: t('unitName'), key: 'name', render: (_, unit) => <strong>{unit.name}</strong> },
    { title: t('unitKind'), key: 'kind', render: (_, unit) => unitKindText(unit.kind) },
    { title: t('phone'), key: 'phone', render: (_, unit) => <span className="num">{unit.phone ?? '—'}</span> },
    { title: t('unitOpen'), key: 'open', align: 'right', render: (_, unit) => number(unit.openCases) },
    { title: t('unitOverdue'), key: 'overdue', align: 'right', render: (_, unit) => number(unit.overdue) },
    {
      title: t('manage'),
      key: 'manage',
      render: (_, unit) => (
        <span className="post-buttons">
          <Link to="/cases" search={{ unitId: unit.id, tab: 'open' }}>
            {t('unitCases')}
          </Link>
          {mayEdit && (
            <button
              type="button"
              className="link"
              onClick={() =>
                onEdit({ id: unit.id, name: unit.name, kind: unit.kind, phone: unit.phone ?? '', isNew: false })
              }
            >
              {t('unitEdit')}
            </button>
          )}
        </span>
      ),
    },
  ];
}

export function UnitList({ mayEdit }: { mayEdit: boolean }) {
  const query = useAsk('GET /api/units', {});
  const [edited, setEdited] = useState<Edited | null>(null);
  return (
    <div className="stack">
      {mayEdit && (
        <div>
          <Button
            type="primary"
            icon={<PlusIcon size={16} />}
            onClick={() => setEdited({ id: newId(), name: '', kind: 'department', phone: '', isNew: true })}
          >
            {t('unitCreate')}
          </Button>
        </div>
      )}
      <Loaded query={query}>
        {({ rows }) => (
          <Table<UnitRow>
            aria-label={t('units')}
            rowKey="id"
            size="small"
            columns={columnsFor(mayEdit, setEdited)}
            dataSource={rows}
            pagination={false}
            locale={{ emptyText: <Nothing title={t('unitNone')} /> }}
          />
        )}
      </Loaded>
      {edited && <UnitForm edited={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}
