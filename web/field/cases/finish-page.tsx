import { useEffect, useState } from 'react';
import { useBack, useGo } from '#web/go.ts';
import { CameraIcon, InfoIcon, PinIcon } from '#web/icons.tsx';
import { Button, Card, Row } from '#web/parts/basics.tsx';
import { BeforeAfter } from '#web/parts/before-after.tsx';
import { Page } from '#web/parts/page.tsx';
import { PhotoPicker } from '#web/parts/photo-picker.tsx';
import { PhotoStrip } from '#web/parts/photo-viewer.tsx';
import { ErrorSummary, Failed, Skeleton } from '#web/parts/states.tsx';
import { metresTo, renewPosition, usePosition, usePositionIfAllowed } from '#web/place/device-place.ts';
import { lang } from '#web/prefs.ts';
import { distance } from '#web/time.ts';
import { VoiceButton } from '../voice-button.tsx';
import { canFrame, Framing } from './camera.tsx';
import type { CaseView } from './commands.ts';
import { type Finish, type FinishForm, fields, useFinish } from './finish-form.ts';
import { FlowFields } from './flow-fields.tsx';
import { linesOf } from './flow-lines.ts';
import { MoveSheet } from './move-sheet.tsx';
import { MovedOn, useSeen } from './moved-on.tsx';
import { PhotoKindChoice } from './photo-kind-choice.tsx';
import { wantedPhotos } from './photo-kinds.ts';
import { allPhotos, pairOf, shown } from './photos-of.ts';
import { t as ownT } from './texts.ts';
import { t } from './texts-moves.ts';
import { useCase } from './use-case.ts';
import { actionText, isClassified } from './wording.ts';

function Category({
  view,
  onDone,
  onMovedOn,
}: {
  view: CaseView;
  onDone: (v: CaseView) => void;
  onMovedOn: () => void;
}) {
  const [open, setOpen] = useState(false);
  if (isClassified(view.categoryCode)) return null;
  return (
    <div className="notice notice-ask" id={fields.category} tabIndex={-1}>
      <InfoIcon size={22} />
      <div>
        <b>{ownT('classifyFirst')}</b>
        <p>{ownT('classifyWhy')}</p>
        {view.abilities.includes('classify') && (
          <Button look="soft" onClick={() => setOpen(true)}>
            {ownT('classifyNow')}
          </Button>
        )}
      </div>
      {open && (
        <MoveSheet
          view={view}
          move="classify"
          forFinish
          onClose={() => setOpen(false)}
          end={{
            onDone: (next) => {
              setOpen(false);
              onDone(next);
            },
            onMovedOn,
          }}
        />
      )}
    </div>
  );
}

function Before({ view }: { view: CaseView }) {
  const photos = allPhotos(view).filter((photo) => photo.kind !== 'after');
  if (photos.length === 0) return <p className="hint">{t('noBefore')}</p>;
  return (
    <div className="before-strip">
      <span>{t('beforePhoto')}</span>
      <PhotoStrip photos={photos.map(shown)} />
    </div>
  );
}

function After({ view, move, form }: { view: CaseView; move: Finish; form: FinishForm }) {
  const [framing, setFraming] = useState(false);
  const wanted = wantedPhotos(view, move, 'after');
  const { before } = pairOf(view);
  const first = form.photos.photos[0];
  const after = first?.preview
    ? { id: first.id, url: first.preview, thumbUrl: first.preview, label: t('afterPhoto') }
    : null;
  return (
    <Card className="stack">
      <div className="card-line">
        <h2>{t('afterPhoto')}</h2>
        <span>{t('afterHint')}</span>
      </div>
      <Before view={view} />
      <PhotoPicker
        id={fields.photos}
        photos={form.photos}
        label={t('takeAfter')}
        hint={t('pickAfter')}
        {...(wanted.length > 1 ? {} : { caption: t('afterPhoto') })}
      />
      <PhotoKindChoice
        ids={form.photos.photos.map(({ id }) => id)}
        wanted={wanted}
        chosen={form.kinds}
        onChoose={form.setKinds}
      />
      {before && canFrame() && !form.photos.full && (
        <Button look="soft" icon={<CameraIcon size={22} />} onClick={() => setFraming(true)}>
          {t('framing')}
        </Button>
      )}
      {before && after && first?.status === 'sent' && (
        <details className="compare">
          <summary>{t('compare')}</summary>
          <BeforeAfter before={before} after={after} />
        </details>
      )}
      {framing && before && (
        <Framing
          before={before.url}
          onClose={() => setFraming(false)}
          onShot={(file) => {
            setFraming(false);
            form.photos.add([file]);
          }}
        />
      )}
    </Card>
  );
}

function Words({ form }: { form: FinishForm }) {
  return (
    <Card>
      <div className="card-line">
        <h2>
          <label htmlFor={fields.note}>{t('result')}</label>
        </h2>
        <span id="after-hint">{t('resultHint')}</span>
      </div>
      <div className="words-body">
        <textarea
          id={fields.note}
          aria-describedby="after-hint"
          rows={3}
          maxLength={1000}
          placeholder={t('resultPlaceholder')}
          value={form.note}
          onChange={(event) => form.setNote(event.currentTarget.value)}
        />
        <VoiceButton words={form.note} onWords={form.setNote} />
      </div>
    </Card>
  );
}

/** Where one stands goes along; refused or absent, the work counts all the same. */
function Position({ view }: { view: CaseView }) {
  usePositionIfAllowed();
  const { place, busy, why } = usePosition();
  const metres = metresTo(place, view);
  const away = metres === null ? '' : ownT('metresAway', { n: distance(metres, lang()) });
  const accuracy = place ? t('accuracy', { n: distance(place.accuracy, lang()) }) : '';
  return (
    <Card className="card-flush">
      <Row
        start={<PinIcon size={26} />}
        title={place ? away || t('position') : t('position')}
        sub={
          place ? [t('positionSent'), accuracy].filter(Boolean).join(' · ') : why ? t('arriveNone') : t('positionNone')
        }
        end={
          !place && (
            <Button look="soft" busy={busy} onClick={() => void renewPosition()}>
              {t('positionAsk')}
            </Button>
          )
        }
      />
    </Card>
  );
}

function Form({
  view,
  move,
  reload,
  show,
}: {
  view: CaseView;
  move: Finish;
  reload: () => void;
  show: (v: CaseView) => void;
}) {
  const go = useGo();
  const back = useBack();
  const seen = useSeen(view);
  const form = useFinish(view, move, { onDone: (next) => go(`/case/${next.id}`, true), onMovedOn: reload });
  return (
    <Page
      title={actionText(view, move)}
      sub={view.title}
      onBack={back}
      foot={
        <Button look="main" wide busy={form.busy} onClick={() => void form.submit()}>
          {form.busy ? t('sending') : actionText(view, move)}
        </Button>
      }
    >
      <MovedOn view={view} seen={seen} move={move} note={form.note} />
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {form.lost && (
        <p className="notice" role="status">
          {t('offlineKept')}
        </p>
      )}
      {form.restored && (
        <p className="hint" role="status">
          {t('draftBack')}
        </p>
      )}
      <Category view={view} onDone={show} onMovedOn={reload} />
      <After view={view} move={move} form={form} />
      <Words form={form} />
      {linesOf(view, move).length > 0 && (
        <Card className="stack">
          <FlowFields view={view} move={move} values={form.lines} onWrite={form.setLines} />
        </Card>
      )}
      <Position view={view} />
    </Page>
  );
}

/** F3. What it was, what it is now, one sentence, and where one stood. */
export function FinishPage({ id, move }: { id: string; move: Finish }) {
  const back = useBack();
  const { view, error, loading, reload, show } = useCase(id);
  // The form stays while the case is read again: what is typed must not go.
  const [first, setFirst] = useState<CaseView | null>(null);
  useEffect(() => {
    if (view) setFirst(view);
  }, [view]);
  const known = view ?? first;
  if (known) return <Form view={known} move={move} reload={reload} show={show} />;
  return (
    <Page title={t(move)} onBack={back}>
      {loading && <Skeleton />}
      {error ? <Failed error={error} onRetry={reload} /> : null}
    </Page>
  );
}
