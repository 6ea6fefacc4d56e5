import { Select } from 'antd';
import type { CaseView } from '#contract/cases';
import { useAsk } from '../shell/query.ts';
import { useAdvice } from './advice-card.tsx';
import { t } from './texts-detail.ts';

interface UnitSelectProps {
  view?: CaseView;
  value: string | undefined;
  onChange: (unitId: string | undefined) => void;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  id?: string;
}

/** Units with their load; suggested ones stand first and say so. */
function Plain({
  value,
  onChange,
  open,
  onOpenChange,
  id,
  suggested,
}: UnitSelectProps & { suggested: readonly string[] }) {
  const query = useAsk('GET /api/units', {}, { staleTime: 60_000 });
  const units = query.data?.rows ?? [];
  const options = [...units]
    .sort((a, b) => rank(suggested, a.id) - rank(suggested, b.id))
    .map((unit) => ({
      value: unit.id,
      text: unit.name,
      label: `${unit.name} · ${t('unitLoad', { n: unit.openCases })}`,
      suggested: suggested.includes(unit.id),
    }));
  return (
    <Select
      {...(id ? { id } : {})}
      className="wide"
      showSearch={{ optionFilterProp: 'text' }}
      allowClear
      aria-label={t('dispatchTo')}
      placeholder={t('chooseUnit')}
      value={value ?? null}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
      onChange={(unitId: string | null) => onChange(unitId ?? undefined)}
      options={options}
      optionRender={(option) => (
        <span className="unit-option">
          <span>{option.label}</span>
          {option.data.suggested && <span className="chip">{t('suggested')}</span>}
        </span>
      )}
    />
  );
}

function rank(suggested: readonly string[], id: string): number {
  const at = suggested.indexOf(id);
  return at === -1 ? suggested.length : at;
}

function Advised(props: UnitSelectProps & { view: CaseView }) {
  const advice = useAdvice(props.view);
  return <Plain {...props} suggested={(advice.data?.units ?? []).slice(0, 3).map((unit) => unit.id)} />;
}

export function UnitSelect(props: UnitSelectProps) {
  return props.view ? <Advised {...props} view={props.view} /> : <Plain {...props} suggested={[]} />;
}
