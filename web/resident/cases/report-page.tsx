import { useState } from 'react';
import { PinIcon } from '#web/icons.tsx';
import { last } from '#web/last.ts';
import { Button } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { PhotoPicker } from '#web/parts/photo-picker.tsx';
import { ErrorSummary } from '#web/parts/states.tsx';
import { toast } from '#web/parts/toast.tsx';
import { lang } from '#web/prefs.ts';
import { day } from '#web/time.ts';
import { useNow } from '#web/use-load.ts';
import { PlaceCard } from '../areas/place-card.tsx';
import { PlaceSheet } from '../areas/place-sheet.tsx';
import { useBack, useGo } from '../go.ts';
import { fields } from './report-rules.ts';
import { SendBar } from './send-bar.tsx';
import { SimilarList } from './similar-list.tsx';
import { t } from './texts.ts';
import { type ReportForm, useReport } from './use-report.ts';
import { WordsCard } from './words-card.tsx';

/** When and where the first photo was taken, as the phone itself noted it. */
function Caption({ form }: { form: ReportForm }) {
  const now = useNow();
  const first = form.photos.photos[0];
  const taken = first?.takenAt ? day(first.takenAt, now, lang()) : null;
  const at = form.place.choice?.source === 'photo' ? last(form.place.located?.path.slice(0, -1) ?? [])?.name : null;
  if (!taken && !at) return null;
  return (
    <>
      <PinIcon size={16} />
      <span className="num">{[taken, at].filter(Boolean).join(' · ')}</span>
    </>
  );
}

function captionOf(form: ReportForm) {
  const first = form.photos.photos[0];
  return first?.takenAt || form.place.choice?.source === 'photo' ? <Caption form={form} /> : undefined;
}

/** R2. Photos first; then where, whose and by when; then what others said; then words. One screen, one action. */
export function ReportPage() {
  const go = useGo();
  const back = useBack();
  const form = useReport((token) => go(`/sent/${token}`, true));
  const [placing, setPlacing] = useState(false);
  const { place, photos } = form;
  return (
    <Page title={t('report')} onBack={back} offline={t('offline')} foot={<SendBar form={form} />}>
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {form.restored === 'draft' && (
        <div className="restored">
          <span>{t('restored')}</span>
          <Button
            look="text"
            onClick={() => {
              void form.clear();
              toast(t('cleared'));
            }}
          >
            {t('startOver')}
          </Button>
        </div>
      )}
      <PhotoPicker id={fields.photos} photos={photos} caption={captionOf(form)} />
      <PlaceCard
        id={fields.place}
        place={place}
        looking={place.device === null && place.noDevice === null}
        onAdjust={() => setPlacing(true)}
      />
      <SimilarList place={place} words={form.words} />
      <WordsCard form={form} />
      <PlaceSheet
        open={placing}
        start={place.choice}
        photo={form.fromPhoto}
        onClose={() => setPlacing(false)}
        onPick={(choice) => {
          setPlacing(false);
          void place.locate(choice);
        }}
      />
    </Page>
  );
}
