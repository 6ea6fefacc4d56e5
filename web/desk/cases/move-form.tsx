import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CaseView } from '#contract/cases';
import { type Move, type MoveRule, moves, type Need, reasons } from '#contract/lifecycle';
import { listText, pick } from '#web/i18n.ts';
import { WarningIcon } from '#web/icons.tsx';
import { AreaSelect } from '../areas/area-select.tsx';
import { CategorySelect } from '../catalogue/category-select.tsx';
import { useConditions } from '../deadlines/use-conditions.ts';
import { actionOf, actionText } from '../shell/case-names.ts';
import { LabelledField } from '../shell/command-modal.tsx';
import { type Draft, draftOf, keepDraft, missingOf } from './drafts.ts';
import { FlowLines } from './flow-lines.tsx';
import { MovePhotos } from './move-photos.tsx';
import { MovedOnNews } from './moved-on.tsx';
import { PartForm } from './part-form.tsx';
import { TargetSelect } from './target-select.tsx';
import { t } from './texts-detail.ts';
import { UnitSelect } from './unit-select.tsx';
import type { useMove } from './use-move.ts';

// contract/refusals.ts case.needs-until: after today and within 180 days.
const SUSPEND_DAYS = 180;

interface MoveFormProps {
  view: CaseView;
  move: Move;
  mover: ReturnType<typeof useMove>;
  onClose: () => void;
  /** Values to begin with, where nothing was typed before. */
  start?: Partial<Draft>;
}

const missingTexts: Partial<Record<Need, Parameters<typeof t>[0]>> = {
  note: 'missingNote',
  unit: 'missingUnit',
  area: 'missingArea',
  until: 'missingUntil',
  target: 'missingTarget',
  category: 'missingCategory',
  'after-photo': 'missingPhoto',
  helpers: 'missingUnits',
  participants: 'missingUnits',
  team: 'missingTeam',
  'own-task': 'missingTask',
  'open-task': 'missingTask',
  'unscored-whistle': 'missingTask',
  'own-whistle': 'missingTask',
  score: 'missingScore',
  basis: 'missingBasis',
  minutes: 'missingMinutes',
  crossings: 'missingCrossings',
  request: 'missingRequest',
  finding: 'missingFinding',
  call: 'missingCall',
  pieces: 'missingPieces',
  'archive-kind': 'missingArchive',
};

function missingWords(needs: readonly Need[]): string {
  const words = needs.map((need) => missingTexts[need]).filter((key) => key !== undefined);
  return t('missing', { list: listText(words.map((key) => t(key as 'missingNote'))) });
}

function consequence(rule: MoveRule): string {
  if (rule.undoable) return t('reversible');
  return rule.note === 'internal' ? t('quiet') : t('irreversible');
}

function Note({ view, move, draft, onDraft }: FieldsProps) {
  const action = actionOf(view, move);
  const rule = action ?? moves[move];
  const needs: readonly Need[] = rule.needs;
  // A flow that asks which reason it is has its own.
  const asked = action?.fields.some(({ kind }) => kind === 'choice') ?? false;
  const offered = !asked && move in reasons ? reasons[move as keyof typeof reasons] : [];
  const label = needs.includes('note') ? t('note') : t('noteOptional');
  return (
    <LabelledField id="move-note" label={label} hint={rule.note === 'internal' ? t('noteInternal') : t('notePublic')}>
      {offered.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a second visible legend here.
        <div className="chips" role="group" aria-label={t('reasons')}>
          {offered.map((reason) => (
            <button
              type="button"
              key={reason.en}
              className="chip chip-press"
              onClick={() => onDraft({ note: pick(reason.zh, reason.en) })}
            >
              {pick(reason.zh, reason.en)}
            </button>
          ))}
        </div>
      )}
      <Input.TextArea
        id="move-note"
        autoSize={{ minRows: 2, maxRows: 5 }}
        maxLength={1000}
        value={draft.note}
        onChange={(event) => onDraft({ note: event.target.value })}
      />
    </LabelledField>
  );
}

interface FieldsProps {
  view: CaseView;
  move: Move;
  draft: Draft;
  onDraft: (part: Partial<Draft> | ((old: Draft) => Draft)) => void;
}

/** undefined takes a value away: the contract knows absent, not empty. */
function change<K extends keyof Draft>(name: K, value: Draft[K] | undefined) {
  return (old: Draft): Draft => {
    const { [name]: _, ...rest } = old;
    return (value === undefined ? rest : { ...rest, [name]: value }) as Draft;
  };
}

/** The class, and which of its filing conditions holds where it has any: the limit hangs on both. */
function Category({ draft, onDraft }: Pick<FieldsProps, 'draft' | 'onDraft'>) {
  const conditions = useConditions(draft.categoryCode);
  return (
    <>
      <LabelledField id="move-category" label={t('chooseCategory')}>
        <CategorySelect
          id="move-category"
          value={draft.categoryCode}
          onChange={(code) => onDraft((old) => change('categoryCode', code)(change('conditionCode', undefined)(old)))}
        />
      </LabelledField>
      {conditions.length > 0 && (
        <LabelledField id="move-condition" label={t('chooseCondition')}>
          <Select
            id="move-condition"
            allowClear
            placeholder={t('noCondition')}
            value={draft.conditionCode ?? null}
            options={conditions.map(({ code, zh, en }) => ({ value: code, label: pick(zh, en) }))}
            onChange={(code: string | null) => onDraft(change('conditionCode', code ?? undefined))}
          />
        </LabelledField>
      )}
    </>
  );
}

function Fields({ view, move, draft, onDraft }: FieldsProps) {
  const needs: readonly Need[] = actionOf(view, move)?.needs ?? moves[move].needs;
  return (
    <>
      {needs.includes('unit') && (
        <LabelledField id="move-unit" label={t('dispatchTo')}>
          <UnitSelect
            id="move-unit"
            view={view}
            value={draft.unitId}
            onChange={(unitId) => onDraft(change('unitId', unitId))}
          />
        </LabelledField>
      )}
      {needs.includes('area') && (
        <LabelledField id="move-area" label={t('chooseArea')}>
          <AreaSelect
            id="move-area"
            leafOnly
            value={draft.areaId}
            onChange={(areaId) => onDraft(change('areaId', areaId))}
          />
        </LabelledField>
      )}
      {needs.includes('category') && <Category draft={draft} onDraft={onDraft} />}
      {needs.includes('target') && (
        <LabelledField id="move-target" label={t('target')}>
          <TargetSelect
            id="move-target"
            view={view}
            value={draft.targetId}
            onChange={(targetId) => onDraft(change('targetId', targetId))}
          />
        </LabelledField>
      )}
      {needs.includes('until') && (
        <LabelledField id="move-until" label={move === 'supervise' ? t('answerBy') : t('until')}>
          <DatePicker
            id="move-until"
            className="wide"
            value={draft.until ? dayjs(draft.until) : null}
            minDate={dayjs().add(1, 'day')}
            maxDate={dayjs().add(SUSPEND_DAYS - 1, 'day')}
            onChange={(day) => onDraft(change('until', day ? day.format('YYYY-MM-DD') : undefined))}
          />
        </LabelledField>
      )}
      <PartForm view={view} move={move} draft={draft} onDraft={onDraft} />
      <FlowLines view={view} move={move} draft={draft} onDraft={onDraft} />
      <MovePhotos view={view} move={move} draft={draft} onDraft={onDraft} />
      <Note view={view} move={move} draft={draft} onDraft={onDraft} />
    </>
  );
}

function useDraft({ view, move, start }: Pick<MoveFormProps, 'view' | 'move' | 'start'>) {
  const [draft, setDraft] = useState(() => ({ ...start, ...draftOf(view.id, move) }) as Draft);
  const onDraft: FieldsProps['onDraft'] = (part) =>
    setDraft((old) => {
      const next = typeof part === 'function' ? part(old) : { ...old, ...part };
      keepDraft(view.id, move, { ...next, commandId: draftOf(view.id, move).commandId });
      return next;
    });
  return { draft, onDraft };
}

/** What the move needs, and its consequence in words: the form is the confirmation. */
export function MoveForm({ view, move, mover, onClose, start }: MoveFormProps) {
  const { draft, onDraft } = useDraft({ view, move, ...(start ? { start } : {}) });
  const [missing, setMissing] = useState<readonly Need[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const rule: MoveRule = moves[move];
  const possible = view.abilities.includes(move);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([hidden]), textarea, button[type=submit]')?.focus();
  }, []);
  async function submit(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    const lacks = missingOf(actionOf(view, move)?.needs ?? rule.needs, draft);
    setMissing(lacks);
    if (lacks.length > 0) return;
    // The command id of a corrected draft is the one kept after the refusal.
    if (await mover.run(move, { ...draft, commandId: draftOf(view.id, move).commandId })) onClose();
  }
  function press(event: KeyboardEvent): void {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
  }
  const wrong = missing.length > 0 ? missingWords(missing) : mover.error;
  return (
    <form className="move-form" ref={form} onSubmit={(event) => void submit(event)} onKeyDown={press} noValidate>
      <h3>{actionText(view, move)}</h3>
      {mover.movedOn && <MovedOnNews news={mover.movedOn} possible={possible} move={move} />}
      {wrong && (
        <p className="form-error" role="alert">
          <WarningIcon size={18} />
          {wrong}
        </p>
      )}
      <Fields view={view} move={move} draft={draft} onDraft={onDraft} />
      <p className="muted move-words">{consequence(rule)}</p>
      <div className="move-buttons">
        <Button type="primary" htmlType="submit" loading={mover.busy} disabled={!possible}>
          {t('confirm', { move: actionText(view, move) })}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
