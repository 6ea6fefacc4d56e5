import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import { call, sayError } from '#web/api.ts';
import { AreaSelect } from '../areas/area-select.tsx';
import { LabelledField } from '../shell/command-modal.tsx';
import { LeaveGuard } from '../shell/leave-guard.tsx';
import { Nothing } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { useKeys } from '../shell/use-keys.ts';
import { DraftEditor } from './draft-editor.tsx';
import { DraftList } from './draft-list.tsx';
import { isOpen, type Matter, matterOf, mergeInto, nextOpen } from './matters.ts';
import { t } from './texts.ts';
import { useConfirm } from './use-confirm.ts';

type Split = Answer<'POST /api/drafts/chat'>;

function PasteForm({ onSplit }: { onSplit: (split: Split) => void }) {
  const [text, setText] = useState('');
  const [areaId, setArea] = useState<string | undefined>();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function send(): Promise<void> {
    if (text.trim() === '') return setError(t('pasteMissing'));
    setBusy(true);
    setError(null);
    try {
      onSplit(await call('POST /api/drafts/chat', { body: { text, ...(areaId ? { areaId } : {}) } }));
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form
      className="card drafts-paste stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="muted">{t('chatHint')}</p>
      {error && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      <LabelledField id="drafts-paste" label={t('paste')}>
        <Input.TextArea
          id="drafts-paste"
          autoSize={{ minRows: 10, maxRows: 24 }}
          maxLength={60000}
          placeholder={t('pastePlaceholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </LabelledField>
      <LabelledField id="drafts-area" label={t('groupArea')}>
        <AreaSelect id="drafts-area" value={areaId} onChange={setArea} />
      </LabelledField>
      <div>
        <Button type="primary" size="large" htmlType="submit" loading={busy}>
          {busy ? t('splitting') : t('split')}
        </Button>
      </div>
    </form>
  );
}

function useMatters(split: Split) {
  const [matters, setMatters] = useState<readonly Matter[]>(() => split.rows.map((row, n) => matterOf(row, n + 1)));
  const [chosen, setChosen] = useState(1);
  const change = (n: number, next: (old: Matter) => Matter) =>
    setMatters((all) => all.map((one) => (one.n === n ? next(one) : one)));
  /** Deals with one and goes on to the next that waits. */
  const finish = (n: number, done: Matter['done']) => {
    change(n, (old) => ({ ...old, done }));
    const next = nextOpen(
      matters.filter((one) => one.n !== n),
      n,
    );
    if (done !== null && next !== null) setChosen(next);
  };
  const above = (n: number) => matters.findLast((one) => one.n < n && isOpen(one));
  const merge = (n: number) => {
    const [into, from] = [above(n), matters.find((one) => one.n === n)];
    if (!into || !from || !isOpen(from)) return;
    setMatters((all) => all.flatMap((one) => (one.n === n ? [] : one.n === into.n ? [mergeInto(one, from)] : [one])));
    setChosen(into.n);
  };
  const step = (by: 1 | -1) => {
    const at = matters.findIndex(({ n }) => n === chosen);
    setChosen(matters[Math.max(0, Math.min(matters.length - 1, at + by))]?.n ?? chosen);
  };
  return { matters, chosen, setChosen, change, finish, merge, above, step };
}

function Drafts({ split, onAgain }: { split: Split; onAgain: () => void }) {
  const state = useMatters(split);
  const { matters, chosen, change, finish, merge, step } = state;
  const matter = matters.find(({ n }) => n === chosen);
  const confirming = useConfirm(finish);
  const [leaving, setLeaving] = useState(false);
  const waiting = matters.filter(isOpen).length;
  const canAct = matter !== undefined && isOpen(matter);
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    enter: () => canAct && void confirming.confirm(matter),
    x: () => canAct && finish(matter.n, { as: 'dropped' }),
    m: () => canAct && merge(matter.n),
  });
  const counted = (as: NonNullable<Matter['done']>['as']) => matters.filter(({ done }) => done?.as === as).length;
  return (
    <div className="drafts">
      <LeaveGuard on={waiting > 0} />
      <div className="page-tools">
        <p role="status">
          {waiting === 0
            ? t('allDone', { filed: counted('filed'), joined: counted('joined'), dropped: counted('dropped') })
            : t('found', { messages: split.messages, n: matters.length, left: split.left })}
        </p>
        <span className="grow" />
        <span className="muted">{t('keys')}</span>
        <Button onClick={() => (waiting > 0 ? setLeaving(true) : onAgain())}>{t('again')}</Button>
      </div>
      <div className="drafts-body">
        <DraftList matters={matters} chosen={chosen} onChoose={state.setChosen} />
        {matter ? (
          <DraftEditor
            key={matter.n}
            matter={matter}
            hasAbove={state.above(matter.n) !== undefined}
            confirming={confirming}
            onChange={(next) => change(matter.n, next)}
            onDone={(done) => finish(matter.n, done)}
            onMerge={() => merge(matter.n)}
          />
        ) : (
          <p className="muted">{t('chooseOne')}</p>
        )}
      </div>
      <Modal
        open={leaving}
        title={t('againTitle', { n: waiting })}
        okText={t('againOk')}
        okButtonProps={{ danger: true }}
        cancelText={shell('cancel')}
        onOk={onAgain}
        onCancel={() => setLeaving(false)}
      />
    </div>
  );
}

/** A pasted chat becomes drafts; each is looked at by a person before it is a case. */
export function ChatPart() {
  const [split, setSplit] = useState<Split | null>(null);
  if (!split) return <PasteForm onSplit={setSplit} />;
  if (split.rows.length === 0)
    return (
      <Nothing title={t('foundNone')}>
        <Button onClick={() => setSplit(null)}>{t('again')}</Button>
      </Nothing>
    );
  return <Drafts split={split} onAgain={() => setSplit(null)} />;
}
