import { useState } from 'react';
import type { Answer } from '#contract/api';
import { call, sayError } from '#web/api.ts';
import { useGo } from '#web/go.ts';
import { CheckIcon, PlusIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { Button, Card } from '#web/parts/basics.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { toast } from '#web/parts/toast.tsx';
import type { PlaceBox } from '#web/place/use-place.ts';
import { lang } from '#web/prefs.ts';
import { stateNameOf, toneOf } from '#web/state.ts';
import { ago, distance, ms } from '#web/time.ts';
import { useDebounced } from '#web/use-debounced.ts';
import { useLoad, useNow } from '#web/use-load.ts';
import { districtId } from '../areas/district.ts';
import { addReport, ownReports, ownTokens } from '../device.ts';
import { OTHER, phoneOk, type Words } from './report-rules.ts';
import { t } from './texts.ts';

type Similar = Answer<'POST /api/public/similar'>['rows'][number];
const SHOWN = 2;

async function similar(place: PlaceBox, words: Words, signal: AbortSignal): Promise<Similar[]> {
  const district = await districtId();
  const areaId = place.located?.areaId;
  const text = words.body.trim();
  const category = words.category && words.category !== OTHER ? words.category : null;
  const body = {
    ...(district ? { district } : {}),
    ...(place.choice?.point ? { point: place.choice.point } : {}),
    ...(areaId ? { areaId } : {}),
    ...(text ? { text } : {}),
    ...(category ? { categoryCode: category } : {}),
    tokens: await ownTokens(),
  };
  return (await call('POST /api/public/similar', { body }, { signal, idempotent: true })).rows;
}

// Closer than this nobody walks to look: it is the same spot.
const HERE_METRES = 5;

function nearWords(row: Similar, now: number): string {
  const when = ago(ms(row.reportedAt), now, lang());
  return row.metres < HERE_METRES
    ? t('sameHere', { when })
    : t('sameMeta', { metres: distance(row.metres, lang()), when });
}

function One({ row, words }: { row: Similar; words: Words }) {
  const go = useGo();
  const now = useNow();
  const [token, setToken] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [commandId] = useState(() => newId());
  const followed = row.joined || token !== null;

  async function join(): Promise<void> {
    setBusy(true);
    try {
      const district = await districtId();
      const contact = !words.anonymous && phoneOk(words.phone) ? { contact: { phone: words.phone } } : {};
      const body = { commandId, ...(district ? { district } : {}), ...contact, tokens: await ownTokens() };
      const answer = await call('POST /api/public/cases/:id/join', { params: { id: row.id }, body });
      await addReport({
        token: answer.token,
        id: row.id,
        no: answer.no,
        title: row.title,
        at: row.reportedAt,
        role: 'joined',
      });
      setToken(answer.token);
      toast(t('joinedToast'));
    } catch (error) {
      toast(sayError(error));
    }
    setBusy(false);
  }

  async function see(): Promise<void> {
    const own = token ?? (await ownReports()).find((one) => one.id === row.id)?.token;
    go(own ? `/track/${own}` : '/mine');
  }

  return (
    <li className="similar">
      {row.thumbUrl && (
        <span className="similar-photo">
          <img src={row.thumbUrl} alt="" />
        </span>
      )}
      <div className="similar-text">
        <b>{t('same', { title: row.title })}</b>
        <span>
          {nearWords(row, now)} <StatusTag tone={toneOf(row.state)}>{stateNameOf(row)}</StatusTag>
        </span>
      </div>
      {followed ? (
        <Button look="text" icon={<CheckIcon size={20} />} onClick={() => void see()}>
          {t('joined')} · {t('seeProgress')}
        </Button>
      ) : (
        <Button look="soft" className="btn-round" busy={busy} icon={<PlusIcon size={20} />} onClick={() => void join()}>
          {t('meToo')}
        </Button>
      )}
    </li>
  );
}

/** Enough to judge by: a picture, the state, how far, how old. One press joins instead of writing it all again. */
export function SimilarList({ place, words }: { place: PlaceBox; words: Words }) {
  const [all, setAll] = useState(false);
  const at = place.choice?.point;
  const where = place.located ? `${place.located.areaId}@${at?.lon ?? ''}:${at?.lat ?? ''}` : null;
  const asked = useDebounced(where && `${where}|${words.category ?? ''}|${words.body.trim()}`, 600);
  const found = useLoad(asked, (signal) => similar(place, words, signal));
  const rows = found.data ?? [];
  const shown = all ? rows : rows.slice(0, SHOWN);
  if (rows.length === 0) return null;
  return (
    <Card aria-label={t('sameTitle')} className="card-tight">
      <ul>
        {shown.map((row) => (
          <One key={row.id} row={row} words={words} />
        ))}
      </ul>
      {rows.length > shown.length && (
        <Button look="text" wide onClick={() => setAll(true)}>
          {t('more', { n: rows.length - shown.length })}
        </Button>
      )}
    </Card>
  );
}
