import { useState } from 'react';
import { useGo } from '#web/go.ts';
import { PhoneIcon } from '#web/icons.tsx';
import { Button, Card, SectionTitle } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { Empty, Skeleton } from '#web/parts/states.tsx';
import { BoxPicture } from '#web/pictures.tsx';
import { lang } from '#web/prefs.ts';
import { day } from '#web/time.ts';
import { useNow } from '#web/use-load.ts';
import { useOnline } from '#web/use-online.ts';
import { Bar } from '../bar.tsx';
import { t as ownT } from '../texts.ts';
import { FindByPhone } from './find-by-phone.tsx';
import { ReportRow } from './report-row.tsx';
import { t } from './texts.ts';
import { inGroup, useOwnReports } from './use-own-reports.ts';
import { WaitingList } from './waiting-list.tsx';

const groups = ['asks', 'running', 'over'] as const;

/** R5. Grouped by what is asked of the reader, not by the office's states. */
export function MinePage() {
  const go = useGo();
  const online = useOnline();
  const now = useNow();
  const [finding, setFinding] = useState(false);
  const { reports, ready, oldest } = useOwnReports();
  return (
    <Page title={t('mine')} foot={<Bar on="mine" />}>
      {!online && oldest !== null && <p className="hint">{t('asOf', { time: day(oldest, now, lang()) })}</p>}
      <WaitingList />
      {!ready && <Skeleton />}
      {ready && reports.length === 0 && (
        <Empty
          picture={<BoxPicture />}
          title={t('none')}
          action={
            <Button look="main" onClick={() => go('/report')}>
              {ownT('snap')}
            </Button>
          }
        >
          {t('noneSub')}
        </Empty>
      )}
      {groups.map((group) => {
        const own = inGroup(reports, group);
        if (own.length === 0) return null;
        return (
          <section key={group} className="stack">
            <SectionTitle note={<span className="num">{own.length}</span>}>{t(group)}</SectionTitle>
            <Card className="card-flush">
              <ul className="report-rows">
                {own.map((report) => (
                  <ReportRow key={report.id} report={report} />
                ))}
              </ul>
            </Card>
          </section>
        );
      })}
      <Button icon={<PhoneIcon size={20} />} onClick={() => setFinding(true)}>
        {t('findByPhone')}
      </Button>
      <FindByPhone open={finding} onClose={() => setFinding(false)} />
    </Page>
  );
}
