import { useGo } from '#web/go.ts';
import { ChevronRightIcon } from '#web/icons.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { lang } from '#web/prefs.ts';
import { stateNameOf, toneOf } from '#web/state.ts';
import { ago, ms } from '#web/time.ts';
import { useNow } from '#web/use-load.ts';
import type { OwnReport } from '../device.ts';
import { t } from './texts.ts';
import { ownSentence } from './wording.ts';

/** One report in a list: what, how it stands, since when. */
export function ReportRow({ report }: { report: OwnReport }) {
  const go = useGo();
  const now = useNow();
  const { last } = report;
  const said = last && ownSentence(last);
  const thumb = last?.photos[0]?.thumbUrl;
  return (
    <li>
      <a
        className="report-row"
        href={`/resident/track/${report.token}`}
        onClick={(event) => {
          event.preventDefault();
          go(`/track/${report.token}`);
        }}
      >
        {thumb && (
          <span className="similar-photo">
            <img src={thumb} alt="" loading="lazy" />
          </span>
        )}
        <span className="report-text">
          <b>{report.title}</b>
          {said && <span>{said}</span>}
          <span className="report-meta">
            {last && <StatusTag tone={toneOf(last.state)}>{stateNameOf(last)}</StatusTag>}
            {report.role === 'joined' && <span>{t('joinedMark')}</span>}
            <span className="num">{ago(ms(report.at), now, lang())}</span>
          </span>
        </span>
        <ChevronRightIcon size={20} />
      </a>
    </li>
  );
}
