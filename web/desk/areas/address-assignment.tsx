import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Address } from '#contract/areas';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { useMe } from '../shell/me.ts';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { say } from '../shell/toast.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { AreaSelect } from './area-select.tsx';
import { t } from './texts.ts';

function Assign({ address, onDone }: { address: Address; onDone: () => void }) {
  const [areaId, setAreaId] = useState<string | undefined>();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function save(): Promise<void> {
    if (!areaId || reason.trim().length < 2) {
      setError(t('assignMissing'));
      return;
    }
    setBusy(true);
    try {
      const body = { commandId: newId(), areaId, reason: reason.trim() };
      await call('PUT /api/addresses/:id/area', { params: { id: address.id }, body });
      say(t('assigned', { text: address.text }));
      await refresh('GET /api/public/addresses');
      onDone();
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="import-steps">
      {error && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      <div className="field">
        <label htmlFor="assign-area">{t('assignTo')}</label>
        <AreaSelect id="assign-area" leafOnly value={areaId} onChange={setAreaId} />
      </div>
      <div className="field">
        <label htmlFor="assign-reason">{t('reason')}</label>
        <Input id="assign-reason" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
      <Button type="primary" loading={busy} onClick={() => void save()}>
        {t('assign')}
      </Button>
    </div>
  );
}

/** Kinship and choice: a building may be answered for by another micro-grid than the one it stands in. */
export function AddressAssignment({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const asked = useDebounced(q.trim());
  const query = useAsk(
    'GET /api/public/addresses',
    { query: { district: me.district, q: asked } },
    { enabled: asked.length >= 2, keep: true },
  );
  return (
    <Modal open title={t('addresses')} width={640} footer={null} onCancel={onClose}>
      <div className="import-steps">
        <p className="muted">{t('addressesWords')}</p>
        <Input
          aria-label={t('addressSearch')}
          placeholder={t('addressSearch')}
          allowClear
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        {asked.length >= 2 && (
          <Loaded query={query} rows={3}>
            {({ rows }) => (
              <ul className="plain-list">
                {rows.length === 0 && <li className="muted">{t('addressNone')}</li>}
                {rows.map((row) => (
                  <li key={row.id} style={{ flexWrap: 'wrap' }}>
                    <strong>{row.text}</strong>
                    <span className="muted">
                      {row.areaName} · {t('households_n', { n: row.households })}
                    </span>
                    <span className="grow" />
                    <Button size="small" onClick={() => setChosen(chosen === row.id ? null : row.id)}>
                      {t('assign')}
                    </Button>
                    {chosen === row.id && (
                      <div style={{ width: '100%' }}>
                        <Assign address={row} onDone={() => setChosen(null)} />
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        )}
      </div>
    </Modal>
  );
}
