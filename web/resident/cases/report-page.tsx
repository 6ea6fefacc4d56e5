import { useState } from 'react';
import { useBack, useGo } from '#web/go.ts';
import { PinIcon } from '#web/icons.tsx';
import { last } from '#web/last.ts';
import { Button } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { PhotoPicker } from '#web/parts/photo-picker.tsx';
import { ErrorSummary } from '#web/parts/states.tsx';
import { toast } from '#web/parts/toast.tsx';
import { PlaceCard } from '#web/place/place-card.tsx';
import { PlaceSheet } from '#web/place/place-sheet.tsx';
import { lang } from '#web/prefs.ts';
import { day } from '#web/time.ts';
import { useNow } from '#web/use-load.ts';
import { OutsideCall } from '../areas/outside-call.tsx';
import { OwnerRow } from '../areas/owner-row.tsx';
import { useGridPoint } from '../device.ts';
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
  const near = useGridPoint();
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
        onAdjust={() => setPlacing(true)}
        owner={place.located && <OwnerRow located={place.located} />}
        outside={<OutsideCall />}
      />
      <SimilarList place={place} words={form.words} />
      <WordsCard form={form} />
      <PlaceSheet
        open={placing}
        place={place}
        near={near}
        photo={form.fromPhoto}
        outside={<OutsideCall />}
        onClose={() => setPlacing(false)}
      />
    </Page>
  );
}
