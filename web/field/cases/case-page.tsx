import { useState } from 'react';
import { Refusal } from '#web/api.ts';
import { useBack, useGo } from '#web/go.ts';
import { InfoIcon, UndoIcon } from '#web/icons.tsx';
import { Button } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { Empty, Failed, Skeleton } from '#web/parts/states.tsx';
import { SignPicture } from '#web/pictures.tsx';
import { lang } from '#web/prefs.ts';
import { day, ms } from '#web/time.ts';
import { useNow } from '#web/use-load.ts';
import { Facts, Head, Place, Record } from './case-parts.tsx';
import type { CaseView, Move } from './commands.ts';
import { MoveIcon } from './move-icon.tsx';
import { SimilarCard } from './similar-card.tsx';
import { CaseTasks } from './tasks-card.tsx';
import { t } from './texts.ts';
import { useCase } from './use-case.ts';
import { type MoveEnd, undoMove } from './use-move.ts';
import { type Moves, useMoves } from './use-moves.tsx';
import { actionText, buttonText, finishes, isClassified, isOpen, orderOf, stepText } from './wording.ts';

function More({ view, rest, moves }: { view: CaseView; rest: readonly Move[]; moves: Moves }) {
  const [open, setOpen] = useState(false);
  if (rest.length === 0) return null;
  return (
    <>
      <Button className="more" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('moreShort')}
      </Button>
      <Sheet open={open} title={t('moreMoves')} onClose={() => setOpen(false)}>
        <ul className="more-moves">
          {rest.map((move) => (
            <li key={move}>
              <button
                type="button"
                onClick={() => {
                  setOpen(false);
                  moves.start(move);
                }}
              >
                <MoveIcon move={move} />
                <span>{actionText(view, move)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  );
}

/** Exactly the moves that the server offers: one main, one beside it, the rest behind "more". */
function Actions({ view, moves }: { view: CaseView; moves: Moves }) {
  const { main, beside, rest } = orderOf(view.abilities);
  if (view.abilities.length === 0) return <p className="hint foot-note">{t('closed')}</p>;
  return (
    <div className="actions">
      <More view={view} rest={rest} moves={moves} />
      {beside.map((move) => (
        <Button key={move} look="soft" icon={<MoveIcon move={move} size={20} />} onClick={() => moves.start(move)}>
          {buttonText(view, move)}
        </Button>
      ))}
      {main && (
        <Button look="main" busy={moves.busy} icon={<MoveIcon move={main} />} onClick={() => moves.start(main)}>
          {buttonText(view, main)}
        </Button>
      )}
    </div>
  );
}

/** The same as the toast's "undo", for whoever missed it: it stays as long as the server still allows it. */
function UndoRow({ view, end }: { view: CaseView; end: MoveEnd }) {
  const now = useNow(1000);
  const last = view.steps.at(-1);
  if (!view.undoUntil || ms(view.undoUntil) <= now || !last) return null;
  return (
    <div className="notice notice-ask">
      <UndoIcon size={22} />
      <span>{t('canUndo', { move: stepText(last) })}</span>
      <Button look="soft" onClick={() => void undoMove(view, end)}>
        {t('undo')}
      </Button>
    </div>
  );
}

function Unclassified({ view, moves }: { view: CaseView; moves: Moves }) {
  const due = view.abilities.some(finishes);
  if (!due || isClassified(view.categoryCode) || !isOpen(view.state)) return null;
  return (
    <div className="notice notice-ask">
      <InfoIcon size={22} />
      <span>
        <b>{t('classifyFirst')}</b> {t('classifyWhy')}
      </span>
      {view.abilities.includes('classify') && (
        <Button look="soft" onClick={() => moves.start('classify')}>
          {t('classifyNow')}
        </Button>
      )}
    </div>
  );
}

interface ShownProps {
  view: CaseView;
  cachedAt: number | null;
  show: (view: CaseView) => void;
  reload: () => void;
  first: Move | null;
}

function Shown({ view, cachedAt, show, reload, first }: ShownProps) {
  const back = useBack();
  const now = useNow();
  const end = { onDone: show, onMovedOn: reload };
  const moves = useMoves(view, end, first);
  return (
    <Page
      title={t('case')}
      sub={<span className="num">{view.no}</span>}
      onBack={back}
      foot={<Actions view={view} moves={moves} />}
    >
      {cachedAt && (
        <p className="notice" role="status">
          {t('cachedAt', { time: day(cachedAt, now, lang()) })}
        </p>
      )}
      <UndoRow view={view} end={end} />
      <Unclassified view={view} moves={moves} />
      <Head view={view} now={now} />
      <Place view={view} />
      <CaseTasks view={view} now={now} />
      <SimilarCard id={view.id} now={now} />
      <Record view={view} now={now} />
      <Facts view={view} now={now} />
      {moves.sheet}
    </Page>
  );
}

function NotFound() {
  const go = useGo();
  return (
    <Empty
      picture={<SignPicture />}
      title={t('unknownCase')}
      action={
        <Button look="main" onClick={() => go('/')}>
          {t('toList')}
        </Button>
      }
    />
  );
}

/** F2. All that is known of one case, and what may be done about it now. */
export function CasePage({ id, first = null }: { id: string; first?: Move | null }) {
  const back = useBack();
  const { view, cachedAt, error, loading, reload, show } = useCase(id);
  if (view) return <Shown key={id} view={view} cachedAt={cachedAt} show={show} reload={reload} first={first} />;
  const unknown = error instanceof Refusal && error.status < 500;
  return (
    <Page title={t('case')} onBack={back}>
      {loading && <Skeleton />}
      {unknown && <NotFound />}
      {error && !unknown && !loading ? <Failed error={error} onRetry={reload} /> : null}
    </Page>
  );
}
