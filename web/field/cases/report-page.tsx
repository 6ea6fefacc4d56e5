import { useState } from 'react';
import { useBack, useGo } from '#web/go.ts';
import { CheckIcon } from '#web/icons.tsx';
import { Button, Card } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { PhotoPicker } from '#web/parts/photo-picker.tsx';
import { ErrorSummary } from '#web/parts/states.tsx';
import { toast } from '#web/parts/toast.tsx';
import { PlaceCard } from '#web/place/place-card.tsx';
import { PlaceSheet } from '#web/place/place-sheet.tsx';
import { lang } from '#web/prefs.ts';
import { day } from '#web/time.ts';
import { OwnerRow } from '../areas/owner-row.tsx';
import { ChainSheet, SimilarHere, SpotCard, WhoCard, WordsCard } from './report-parts.tsx';
import { fields } from './report-rules.ts';
import { t } from './texts-report.ts';
import { type ReportForm, useReport } from './use-report.ts';

function Sent({ form }: { form: ReportForm }) {
  const go = useGo();
  if (!form.sent) return null;
  const { reported, settled } = form.sent;
  const owner = reported.owner;
  return (
    <Card className="sent">
      <span className="sent-mark">
        <CheckIcon size={36} />
      </span>
      <h2>{settled ? t('sentSettled') : t('sent')}</h2>
      <p className="sent-no num">
        <small>{t('number')}</small>
        <b>{reported.no}</b>
      </p>
      {owner && !settled && <p>{t('sentOwner', { name: owner.name ?? owner.title })}</p>}
      <Button look="main" wide onClick={() => go(`/case/${reported.id}`, true)}>
        {t('see')}
      </Button>
      <Button wide onClick={() => void form.clear(true)}>
        {t('again')}
      </Button>
    </Card>
  );
}

function Fields({ form }: { form: ReportForm }) {
  const [placing, setPlacing] = useState(false);
  const { place, photos } = form;
  const taken = photos.photos[0]?.takenAt;
  return (
    <>
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {form.lost && (
        <p className="notice" role="status">
          {t('kept')}
        </p>
      )}
      {form.restored && (
        <div className="restored" role="status">
          <span>{t('restored')}</span>
          <Button look="text" onClick={() => void form.clear(false).then(() => toast(t('cleared')))}>
            {t('startOver')}
          </Button>
        </div>
      )}
      <PhotoPicker
        id={fields.photos}
        photos={photos}
        caption={taken ? <span className="num">{day(taken, Date.now(), lang())}</span> : undefined}
      />
      <PlaceCard
        id={fields.place}
        place={place}
        onAdjust={() => setPlacing(true)}
        owner={place.located && <OwnerRow located={place.located} />}
      />
      <SimilarHere form={form} />
      <WordsCard form={form} />
      <SpotCard form={form} />
      <WhoCard form={form} />
      <ChainSheet form={form} />
      <PlaceSheet open={placing} place={place} photo={form.fromPhoto} onClose={() => setPlacing(false)} />
    </>
  );
}

/** F4. Like the residents' report, for oneself or for someone else; what is already done is settled in the same breath. */
export function ReportPage() {
  const back = useBack();
  const form = useReport();
  const words = form.onSpot ? t('submitSpot') : t('submit');
  const foot = (
    <Button look="main" wide busy={form.busy} onClick={() => void form.submit()}>
      {form.busy ? t('sending') : words}
    </Button>
  );
  return (
    <Page title={t('report')} onBack={back} foot={form.sent ? undefined : foot}>
      {form.sent ? <Sent form={form} /> : <Fields form={form} />}
    </Page>
  );
}
