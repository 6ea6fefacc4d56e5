import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { type Move, type MoveRule, moves } from '#contract/lifecycle';
import { sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { moveText } from '../shell/case-names.ts';
import { refresh } from '../shell/query.ts';
import { t as shell } from '../shell/texts.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { t } from './texts.ts';
import { t as detail } from './texts-detail.ts';
import { UnitSelect } from './unit-select.tsx';
import { putCase, reloadCase } from './use-cases.ts';
import { sendMove } from './use-move.ts';

const bulkMoves = ['dispatch', 'accept', 'urge'] as const satisfies readonly Move[];
type BulkMove = (typeof bulkMoves)[number];
const labels = { dispatch: 'bulkDispatch', accept: 'bulkAccept', urge: 'bulkUrge' } as const;

interface Outcome {
  done: number;
  failed: { no: string; why: string }[];
}

/** One after the other, each with its own command: a refusal of one leaves the others as they are. */
async function runAll(
  ids: readonly string[],
  move: BulkMove,
  part: { note: string; unitId?: string },
): Promise<Outcome> {
  const outcome: Outcome = { done: 0, failed: [] };
  for (const id of ids) {
    let no = id;
    try {
      const view = await reloadCase(id);
      no = view.no;
      if (!view.abilities.includes(move)) throw new Error(detail('notNow', { move: moveText(move) }));
      putCase(await sendMove(view, move, { commandId: newId(), photos: [], ...part }));
      outcome.done += 1;
    } catch (error) {
      const plain = error instanceof Error && error.name === 'Error';
      outcome.failed.push({ no, why: plain ? error.message : sayError(error) });
    }
  }
  await refresh('GET /api/cases/counts', 'GET /api/cases/points');
  return outcome;
}

function tell({ done, failed }: Outcome, move: BulkMove): void {
  if (done > 0) say(t('bulkDone', { n: done, move: moveText(move) }));
  const list = failed.map((one) => `${one.no} ${one.why}`).join('；');
  if (failed.length > 0) sayWrong(t('bulkFailed', { n: failed.length, list }));
}

function lacking(unit: boolean, note: boolean): string | null {
  if (unit) return detail('missingUnit');
  return note ? detail('missingNote') : null;
}

interface BulkFormProps {
  move: BulkMove;
  ids: readonly string[];
  onClose: () => void;
}

function BulkForm({ move, ids, onClose }: BulkFormProps) {
  const rule: MoveRule = moves[move];
  const [note, setNote] = useState('');
  const [unitId, setUnitId] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const needsUnit = rule.needs.includes('unit');
  const needsNote = rule.needs.includes('note');

  async function run(): Promise<void> {
    const lacks = lacking(needsUnit && !unitId, needsNote && note.trim() === '');
    if (lacks) {
      sayWrong(detail('missing', { list: lacks }));
      return;
    }
    setBusy(true);
    tell(await runAll(ids, move, { note, ...(unitId ? { unitId } : {}) }), move);
    onClose();
  }
  return (
    <Modal
      open
      title={t(labels[move])}
      okText={detail('confirm', { move: moveText(move) })}
      cancelText={shell('cancel')}
      confirmLoading={busy}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <p>{t('bulkWords', { n: ids.length, move: moveText(move) })}</p>
      {needsUnit && (
        <div className="field">
          <label htmlFor="bulk-unit">{detail('dispatchTo')}</label>
          <UnitSelect id="bulk-unit" value={unitId} onChange={setUnitId} />
        </div>
      )}
      <div className="field">
        <label htmlFor="bulk-note">{needsNote ? detail('note') : detail('noteOptional')}</label>
        <Input.TextArea
          id="bulk-note"
          autoSize={{ minRows: 2 }}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  );
}

interface BulkBarProps {
  picked: ReadonlySet<string>;
  onClear: () => void;
}

export function BulkBar({ picked, onClear }: BulkBarProps) {
  const [move, setMove] = useState<BulkMove | null>(null);
  if (picked.size === 0) return null;
  return (
    <section className="bulk" aria-label={t('picked', { n: picked.size })}>
      <strong className="num">{t('picked', { n: picked.size })}</strong>
      <span className="grow" />
      {bulkMoves.map((one) => (
        <Button key={one} size="small" onClick={() => setMove(one)}>
          {t(labels[one])}
        </Button>
      ))}
      <Button size="small" type="text" onClick={onClear}>
        {t('unpick')}
      </Button>
      {move && (
        <BulkForm
          move={move}
          ids={[...picked]}
          onClose={() => {
            setMove(null);
            onClear();
          }}
        />
      )}
    </section>
  );
}
