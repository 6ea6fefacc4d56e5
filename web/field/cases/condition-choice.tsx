import { pick } from '#web/i18n.ts';
import { RadioGroup } from '#web/parts/fields.tsx';
import { useLoad } from '#web/use-load.ts';
import { ask } from '../accounts/session.ts';
import { t } from './texts-moves.ts';

interface ConditionChoiceProps {
  categoryCode: string;
  chosen: string | null;
  onChoose: (code: string | null) => void;
}

/** Which filing condition of a class holds, where it has any: the time limit hangs on it. */
export function ConditionChoice({ categoryCode, chosen, onChoose }: ConditionChoiceProps) {
  const { data } = useLoad('limits', (signal) => ask('GET /api/deadlines/limits', {}, { signal }));
  const conditions = (data?.conditions ?? []).filter((one) => one.categoryCode === categoryCode);
  if (conditions.length === 0) return null;
  return (
    <>
      <p className="hint">{t('condition')}</p>
      <RadioGroup
        label={t('condition')}
        clearable
        value={chosen}
        onChange={onChoose}
        choices={conditions.map(({ code, zh, en }) => ({ value: code, label: pick(zh, en) }))}
      />
    </>
  );
}
