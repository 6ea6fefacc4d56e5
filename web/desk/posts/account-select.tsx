import { Select } from 'antd';
import { useState } from 'react';
import { useAsk } from '../shell/query.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { t } from './texts.ts';

interface AccountSelectProps {
  id: string;
  value: string | undefined;
  onChange: (accountId: string | undefined) => void;
}

export function AccountSelect({ id, value, onChange }: AccountSelectProps) {
  const [q, setQ] = useState('');
  const asked = useDebounced(q.trim());
  const query = useAsk('GET /api/accounts', { query: { q: asked, limit: 20 } }, { keep: true });
  const options = (query.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: `${row.name} (${row.login})`,
    disabled: row.disabledAt !== null,
  }));
  return (
    <Select
      id={id}
      className="wide"
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      aria-label={t('account')}
      placeholder={t('accountHint')}
      value={value ?? null}
      options={options}
      loading={query.isFetching}
      onChange={(accountId: string | null) => onChange(accountId ?? undefined)}
    />
  );
}
