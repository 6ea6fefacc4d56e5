import { Select } from 'antd';
import { useState } from 'react';
import type { CaseView } from '#contract/cases';
import { states } from '#contract/lifecycle';
import { useAsk } from '../shell/query.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { useSimilar } from './advice-card.tsx';
import { t } from './texts-detail.ts';

interface TargetSelectProps {
  view: CaseView;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  id?: string;
}

/** Probable duplicates first; any other open case by its number or words. */
export function TargetSelect({ view, value, onChange, id }: TargetSelectProps) {
  const [q, setQ] = useState('');
  const asked = useDebounced(q.trim());
  const similar = useSimilar(view);
  const found = useAsk('GET /api/cases', { query: { q: asked, limit: 10 } }, { enabled: asked !== '', keep: true });
  const rows = asked ? (found.data?.rows ?? []) : similar;
  const options = rows
    .filter((row) => row.id !== view.id && states[row.state].kind === 'open')
    .map((row) => ({ value: row.id, label: `${row.no} ${row.title}` }));
  return (
    <Select
      {...(id ? { id } : {})}
      className="wide"
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      aria-label={t('target')}
      placeholder={t('targetHint')}
      value={value ?? null}
      options={options}
      loading={found.isFetching}
      onChange={(target: string | null) => onChange(target ?? undefined)}
    />
  );
}
