import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Located } from '#contract/areas';
import type { SimilarCase } from '#contract/cases';
import { call, sayError } from '#web/api.ts';
import { PhoneIcon, UserIcon, WarningIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { StatusTag } from '#web/parts/tags.tsx';
import { useLang } from '#web/prefs.ts';
import { ago, distance, ms } from '#web/time.ts';
import { stateNameOf, toneOf } from '../shell/case-names.ts';
import { useMe } from '../shell/me.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { useNow } from '../shell/use-now.ts';
import { contactOf, hasPlace, type Registration, type SetForm } from './registration.ts';
import { t } from './texts-work.ts';
import { useLocated, useSimilarNearby } from './use-registration.ts';

function Answering({ located }: { located: Located }) {
  const { owner } = located;
  return (
    <div className="reg-who">
      <p>
        <strong>{located.path.map((area) => area.name).join(' › ')}</strong>
      </p>
      {owner && (
        <p>
          <UserIcon size={16} /> {owner.name ?? ''} {owner.title}
          {owner.phone && (
            <a href={`tel:${owner.phone}`} className="num">
              <PhoneIcon size={15} /> {owner.phone}
            </a>
          )}
        </p>
      )}
      {located.answerWithinMinutes !== null && (
        <p className="muted">{t('regAnswer', { n: Math.round(located.answerWithinMinutes / 6) / 10 })}</p>
      )}
      {located.decidedBy === 'near' && (
        <p className="chip chip-warn">{t('regNear', { area: located.name, n: located.metres ?? 0 })}</p>
      )}
    </div>
  );
}

interface SameProps {
  row: SimilarCase;
  form: Registration;
  onDone: () => void;
}

function Same({ row, form, onDone }: SameProps) {
  const me = useMe();
  const lang = useLang();
  const now = useNow();
  const [busy, setBusy] = useState(false);
  async function join(): Promise<void> {
    setBusy(true);
    try {
      const joined = await call('POST /api/public/cases/:id/join', {
        params: { id: row.id },
        body: { commandId: newId(), district: me.district, contact: contactOf(form) },
      });
      say(t('regJoined', { no: joined.no, n: joined.meToo }));
      onDone();
    } catch (error) {
      sayWrong(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <li className="reg-same">
      {row.thumbUrl && <img src={row.thumbUrl} alt="" />}
      <div>
        <Link to="/cases/$id" params={{ id: row.id }} target="_blank">
          {row.title}
        </Link>
        <p className="muted num">
          {row.no} · {distance(row.metres, lang)} · {ago(ms(row.reportedAt), now, lang)} ·{' '}
          {t('regSame', { n: Math.round(row.score * 100) })}
        </p>
        <p>
          <StatusTag tone={toneOf(row.state)}>{stateNameOf(row)}</StatusTag>
        </p>
        <Button size="small" loading={busy} onClick={() => void join()}>
          {t('regJoin')}
        </Button>
      </div>
    </li>
  );
}

interface AsideProps {
  form: Registration;
  set: SetForm;
  onDone: () => void;
}

export function RegisterAside({ form, set, onDone }: AsideProps) {
  const locating = useLocated(form);
  const located = locating.data?.located ?? null;
  const candidates = locating.data?.candidates ?? [];
  const similar = useSimilarNearby(form, located?.areaId);
  return (
    <div className="reg-aside">
      <section className="card reg-card" aria-label={t('regWho')}>
        <h2>{t('regWho')}</h2>
        {!hasPlace(form) && <p className="muted">{t('regWhoWait')}</p>}
        {locating.error && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {sayError(locating.error)}
          </p>
        )}
        {located && <Answering located={located} />}
        {!located && candidates.length > 0 && (
          <div className="chips">
            <span>{t('regCandidates')}</span>
            {candidates.map((one) => (
              <button
                type="button"
                key={one.areaId}
                className="chip chip-press"
                onClick={() => set({ areaId: one.areaId })}
              >
                {one.name}
              </button>
            ))}
          </div>
        )}
      </section>
      <section className="card reg-card" aria-label={t('regSimilar')} aria-live="polite">
        <h2>{t('regSimilar')}</h2>
        {!similar.on && <p className="muted">{t('regSimilarWait')}</p>}
        {similar.on && !similar.waiting && similar.rows.length === 0 && <p className="muted">{t('regSimilarNone')}</p>}
        <ul>
          {similar.rows.map((row) => (
            <Same key={row.id} row={row} form={form} onDone={onDone} />
          ))}
        </ul>
      </section>
    </div>
  );
}
