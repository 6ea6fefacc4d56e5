import { Button, Input, Select, Tag, TreeSelect } from 'antd';
import { useMemo, useState } from 'react';
import { sources } from '#contract/cases';
import { areaClasses } from '#contract/deadlines';
import { type ConditionKind, conditionKinds, type RoutingCondition } from '#contract/routing';
import { pick } from '#web/i18n.ts';
import { CloseIcon } from '#web/icons.tsx';
import { AreaSelect } from '../areas/area-select.tsx';
import { useAreaName } from '../areas/use-area-name.ts';
import { useCategories } from '../catalogue/category-select.tsx';
import { readSpans, spansText } from '../deadlines/spans.ts';
import { sourceText } from '../shell/case-names.ts';
import { dayText, weekdayText } from './rule-text.ts';
import { t } from './texts.ts';

interface FieldProps {
  id: string;
  condition: RoutingCondition;
  onChange: (condition: RoutingCondition) => void;
}

function CategoryField({ id, condition, onChange }: FieldProps) {
  const { data } = useCategories();
  const tree = useMemo(() => {
    const rows = data?.rows ?? [];
    const under = (parent: string | null) =>
      rows
        .filter((row) => row.parentCode === parent)
        .map((row) => ({ value: row.code, title: pick(row.name, row.nameEn) }));
    return under(null).map((major) => ({ ...major, children: under(major.value) }));
  }, [data]);
  return (
    <TreeSelect
      id={id}
      className="wide"
      multiple
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      value={condition.values}
      treeData={tree}
      onChange={(values: string[]) => onChange({ ...condition, values })}
    />
  );
}

function AreaChip({ areaId, onRemove }: { areaId: string; onRemove: () => void }) {
  const name = useAreaName(areaId) ?? '…';
  return (
    <Tag className="rule-area">
      {name}
      <button type="button" className="rule-area-off" aria-label={t('removeArea', { name })} onClick={onRemove}>
        <CloseIcon size={14} />
      </button>
    </Tag>
  );
}

function PlaceField({ id, condition, onChange }: FieldProps) {
  const { values } = condition;
  return (
    <div className="stack">
      {values.length > 0 && (
        <div>
          {values.map((areaId) => (
            <AreaChip
              key={areaId}
              areaId={areaId}
              onRemove={() => onChange({ ...condition, values: values.filter((one) => one !== areaId) })}
            />
          ))}
        </div>
      )}
      <AreaSelect
        id={id}
        value={undefined}
        placeholder={t('addArea')}
        onChange={(areaId) =>
          areaId && !values.includes(areaId) && onChange({ ...condition, values: [...values, areaId] })
        }
      />
    </div>
  );
}

function ChoiceField({
  id,
  condition,
  onChange,
  choices,
}: FieldProps & { choices: readonly { value: string; label: string }[] }) {
  return (
    <Select
      id={id}
      mode="multiple"
      className="wide"
      optionFilterProp="label"
      value={condition.values}
      options={[...choices]}
      onChange={(values: string[]) => onChange({ ...condition, values })}
    />
  );
}

function HoursField({ id, condition, onChange }: FieldProps) {
  const [words, setWords] = useState(() => spansText(condition.spans ?? []));
  const read = readSpans(words);
  const wrong = 'wrong' in read ? t('badSpan', { text: read.wrong }) : null;
  return (
    <>
      <Input
        id={id}
        value={words}
        placeholder={t('hoursHint')}
        status={wrong ? 'error' : ''}
        onChange={(event) => {
          setWords(event.target.value);
          const spans = readSpans(event.target.value);
          if (!('wrong' in spans)) onChange({ ...condition, spans });
        }}
      />
      {wrong && (
        <span className="form-error" role="alert">
          {wrong}
        </span>
      )}
    </>
  );
}

function TagsField({ id, condition, onChange }: FieldProps) {
  return (
    <Select
      id={id}
      mode="tags"
      className="wide"
      open={false}
      suffix={null}
      tokenSeparators={[',', '，', '、']}
      placeholder={t('wordsHint')}
      value={condition.values}
      onChange={(values: string[]) => onChange({ ...condition, values })}
    />
  );
}

function WordsField(props: FieldProps) {
  const { condition, onChange } = props;
  return (
    <div className="rule-two">
      <TagsField {...props} />
      <Select
        aria-label={t('match')}
        value={condition.match ?? 'any'}
        options={[
          { value: 'any' as const, label: t('matchAny') },
          { value: 'all' as const, label: t('matchAll') },
        ]}
        onChange={(match: 'any' | 'all') => onChange({ ...condition, match })}
      />
    </div>
  );
}

function AnswerField(props: FieldProps) {
  const { condition, onChange } = props;
  return (
    <div className="rule-two">
      <TagsField {...props} />
      <Input
        aria-label={t('answerCode')}
        placeholder={t('answerCodeHint')}
        maxLength={60}
        value={condition.code ?? ''}
        onChange={(event) => onChange({ ...condition, code: event.target.value })}
      />
    </div>
  );
}

function ValuesField(props: FieldProps) {
  const choices = (values: readonly string[], name: (value: string) => string) =>
    values.map((value) => ({ value, label: name(value) }));
  switch (props.condition.kind) {
    case 'category':
      return <CategoryField {...props} />;
    case 'place':
      return <PlaceField {...props} />;
    case 'areaClass':
      return <ChoiceField {...props} choices={choices(areaClasses, (one) => one)} />;
    case 'source':
      return <ChoiceField {...props} choices={choices(sources, (one) => sourceText(one as 'resident'))} />;
    case 'hours':
      return <HoursField {...props} />;
    case 'weekday':
      return <ChoiceField {...props} choices={choices(['1', '2', '3', '4', '5', '6', '7'], weekdayText)} />;
    case 'day':
      return <ChoiceField {...props} choices={choices(['workday', 'holiday'], dayText)} />;
    case 'answer':
      return <AnswerField {...props} />;
    default:
      return <WordsField {...props} />;
  }
}

/** A condition without values, of a kind that the rule has not yet: words may stand there twice. */
export function freshCondition(taken: readonly RoutingCondition[]): RoutingCondition {
  const kind = conditionKinds.find((one) => !taken.some((condition) => condition.kind === one)) ?? 'words';
  return emptyOf(kind);
}

const emptyOf = (kind: ConditionKind): RoutingCondition => ({
  kind,
  values: [],
  ...(kind === 'hours' ? { spans: [] } : {}),
  ...(kind === 'words' ? { match: 'any' as const } : {}),
  ...(kind === 'answer' ? { code: '' } : {}),
});

export const isEmpty = ({ kind, values, spans = [] }: RoutingCondition): boolean =>
  kind === 'hours' ? spans.length === 0 : values.length === 0;

export function ConditionField({
  n,
  condition,
  onChange,
  onRemove,
}: {
  n: number;
  condition: RoutingCondition;
  onChange: (condition: RoutingCondition) => void;
  onRemove: () => void;
}) {
  const id = `condition-${n}`;
  return (
    <fieldset className="rule-condition">
      <legend className="sr-only">{t('conditionN', { n })}</legend>
      <Select
        aria-label={t('conditionN', { n })}
        value={condition.kind as ConditionKind}
        options={conditionKinds.map((kind) => ({ value: kind, label: t(`kind_${kind}`) }))}
        onChange={(kind: ConditionKind) => onChange(emptyOf(kind))}
      />
      <div>
        <label htmlFor={id} className="sr-only">
          {t('values')}
        </label>
        <ValuesField key={condition.kind} id={id} condition={condition} onChange={onChange} />
      </div>
      <Button aria-label={t('conditionRemove', { n })} icon={<CloseIcon size={16} />} onClick={onRemove} />
    </fieldset>
  );
}
