import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useEffect, useState } from 'react';
import type { CaseView } from '#contract/cases';
import type { Move } from '#contract/lifecycle';
import { MoreIcon, WarningIcon } from '#web/icons.tsx';
import { limitText } from '../catalogue/limit-text.ts';
import { actionOf, actionText, moveText } from '../shell/case-names.ts';
import { Key } from '../shell/page.tsx';
import { sayWrong, undoLast } from '../shell/toast.ts';
import { useKeys } from '../shell/use-keys.ts';
import { useAdvice, useSimilar } from './advice-card.tsx';
import { draftOf } from './drafts.ts';
import { MoveForm } from './move-form.tsx';
import { isInstant, isMain, keyOfMove, moveOfKey, orderedMoves } from './move-order.ts';
import { t } from './texts-detail.ts';
import { UnitSelect } from './unit-select.tsx';
import { undoMove, useMove } from './use-move.ts';

// Three and the rest: more do not fit beside each other at 1366 px with their keys printed on them.
const VISIBLE = 3;

interface DispatchRowProps {
  view: CaseView;
  unitId: string | undefined;
  onUnit: (unitId: string | undefined) => void;
}

function DispatchRow({ view, unitId, onUnit }: DispatchRowProps) {
  const advice = useAdvice(view);
  const limit = limitText(advice.data?.limit ?? null) || t('limitNone');
  return (
    <div className="dispatch-row">
      <div className="field">
        <label htmlFor="dispatch-unit">{t('dispatchTo')}</label>
        <UnitSelect id="dispatch-unit" view={view} value={unitId} onChange={onUnit} />
      </div>
      <div className="field dispatch-limit">
        <span className="field-name">{t('limit')}</span>
        <span className="dispatch-value" title={limit}>
          {limit}
        </span>
      </div>
    </div>
  );
}

/** The unit stands filled in with the first suggestion, so that D alone dispatches; a person sees it before pressing. */
function useUnitChoice(view: CaseView) {
  const advice = useAdvice(view);
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice belongs to one case at one step.
  useEffect(() => setChosen(undefined), [view.id, view.seq]);
  const suggested = advice.data?.units[0]?.id;
  return {
    unitId: chosen === undefined ? suggested : (chosen ?? undefined),
    setUnit: (id?: string) => setChosen(id ?? null),
  };
}

function useStart(view: CaseView) {
  const navigate = useNavigate();
  const [move, setMove] = useState<Move | null>(null);
  const mover = useMove(view);
  const unit = useUnitChoice(view);
  const [twin] = useSimilar(view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an open form belongs to the case it was opened on.
  useEffect(() => {
    setMove(null);
    mover.forget();
  }, [view.id]);

  function start(next: Move): void {
    mover.forget();
    const draft = draftOf(view.id, next);
    if (isInstant(view, next)) void mover.run(next, draft);
    else if (next === 'dispatch' && unit.unitId && !actionOf(view, next)?.fields.length)
      void mover.run(next, { ...draft, unitId: unit.unitId });
    else if (next === 'merge' && twin) {
      void navigate({ to: '/cases/$id/merge/$other', params: { id: view.id, other: twin.id } });
    } else setMove(next);
  }
  return { move, setMove, mover, unit, start };
}

function undoNow(view: CaseView): void {
  if (undoLast()) return;
  const open = view.undoUntil !== null && new Date(view.undoUntil).getTime() > Date.now();
  if (open && view.abilities.includes('undo')) void undoMove(view.id);
  else sayWrong(t('notNow', { move: moveText('undo') }));
}

interface ButtonsProps {
  view: CaseView;
  busy: boolean;
  onStart: (move: Move) => void;
}

function Buttons({ view, busy, onStart }: ButtonsProps) {
  const all = orderedMoves(view.abilities);
  const first = all.slice(0, VISIBLE);
  const rest = all.slice(first.length);
  return (
    <div className="action-buttons">
      {first.map((move, i) => {
        const key = keyOfMove(move, view.abilities);
        return (
          <Button
            key={move}
            type={i === 0 && isMain(move) ? 'primary' : 'default'}
            className={i === 0 && isMain(move) ? 'action-main' : ''}
            loading={busy && i === 0}
            aria-keyshortcuts={key}
            onClick={() => onStart(move)}
          >
            {actionText(view, move)}
            {key && <Key>{key}</Key>}
          </Button>
        );
      })}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          placement="topRight"
          menu={{
            items: rest.map((move) => ({
              key: move,
              label: actionText(view, move),
              extra: keyOfMove(move, view.abilities),
              onClick: () => onStart(move),
            })),
          }}
        >
          <Button aria-label={t('moreActions')} icon={<MoreIcon size={18} />} />
        </Dropdown>
      )}
    </div>
  );
}

/** Only what the answer's abilities allow. The screen repeats no rule. */
export function ActionBar({ view, keys = true }: { view: CaseView; keys?: boolean }) {
  const { move, setMove, mover, unit, start } = useStart(view);
  const press = (key: string) => () => {
    const next = moveOfKey(key, view.abilities);
    if (next) start(next);
  };
  useKeys(
    { d: press('D'), s: press('S'), w: press('W'), m: press('M'), r: press('R'), z: () => undoNow(view) },
    keys && move === null,
  );
  if (move) {
    return (
      <div className="actions no-print">
        <MoveForm key={`${view.id}${move}`} view={view} move={move} mover={mover} onClose={() => setMove(null)} />
      </div>
    );
  }
  const mayDispatch = view.abilities.includes('dispatch');
  if (orderedMoves(view.abilities).length === 0) {
    return <p className="actions muted no-print">{t('noActions')}</p>;
  }
  return (
    <section className="actions no-print" aria-label={t('actions')}>
      {mover.error && (
        <p className="form-error" role="alert">
          <WarningIcon size={18} />
          {mover.error}
        </p>
      )}
      {mayDispatch && <DispatchRow view={view} unitId={unit.unitId} onUnit={unit.setUnit} />}
      <Buttons view={view} busy={mover.busy} onStart={start} />
    </section>
  );
}
