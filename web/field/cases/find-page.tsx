import { useEffect, useState } from 'react';
import { sayError } from '#web/api.ts';
import { useGo } from '#web/go.ts';
import { ChevronRightIcon } from '#web/icons.tsx';
import { Button, Card, SectionTitle } from '#web/parts/basics.tsx';
import { Choices } from '#web/parts/choices.tsx';
import { RadioGroup, TextField } from '#web/parts/fields.tsx';
import { Page } from '#web/parts/page.tsx';
import { Empty, Failed, Skeleton } from '#web/parts/states.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { toast } from '#web/parts/toast.tsx';
import { LampPicture, SignPicture } from '#web/pictures.tsx';
import { type Address, choiceOf, useAddresses } from '#web/place/address-search.tsx';
import { PlaceCard } from '#web/place/place-card.tsx';
import { usePlace } from '#web/place/use-place.ts';
import { lang } from '#web/prefs.ts';
import { stateNameOf, toneOf } from '#web/state.ts';
import { ago, ms } from '#web/time.ts';
import { useDebounced } from '#web/use-debounced.ts';
import { useLoad, useNow } from '#web/use-load.ts';
import { ask } from '../accounts/session.ts';
import { districtId } from '../areas/district.ts';
import { OwnerRow } from '../areas/owner-row.tsx';
import { Bar } from '../bar.tsx';
import type { CaseRow } from './case-cache.ts';
import { DuePill, placeOf } from './task-card.tsx';
import { t } from './texts-find.ts';

type View = 'all' | 'open' | 'overdue';

const PAGE = 30;
// Kept while the front is open: back from a case, the search stands as it was left.
let remembered: { words: string; view: View } = { words: '', view: 'all' };

interface Asked {
  q?: string;
  areaId?: string;
  view: View;
}

function useFound({ q, areaId, view }: Asked) {
  const key = q || areaId ? `${view}|${q ?? ''}|${areaId ?? ''}` : null;
  const query = { view, limit: PAGE, ...(q ? { q } : {}), ...(areaId ? { areaId } : {}) };
  const { data, error, loading, reload, set } = useLoad(key, (signal) => ask('GET /api/cases', { query }, { signal }));
  async function more(): Promise<void> {
    if (!data?.next) return;
    try {
      const page = await ask('GET /api/cases', { query: { ...query, after: data.next } });
      set({ rows: [...data.rows, ...page.rows], next: page.next });
    } catch (error) {
      toast(sayError(error));
    }
  }
  return { data, error, loading, reload, more };
}

function Rows({ rows, now }: { rows: readonly CaseRow[]; now: number }) {
  const go = useGo();
  return (
    <Card className="card-flush">
      <ul className="case-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <a
              href={`/field/case/${row.id}`}
              onClick={(event) => {
                event.preventDefault();
                go(`/case/${row.id}`);
              }}
            >
              {row.thumbUrl && (
                <span className="thumb">
                  <img src={row.thumbUrl} alt="" loading="lazy" />
                </span>
              )}
              <span className="case-row-text">
                <b>{row.title}</b>
                <small>{placeOf(row)}</small>
                <small className="num">
                  <span className="whole">{row.no}</span>{' '}
                  <span className="whole">{t('reported', { when: ago(ms(row.reportedAt), now, lang()) })}</span>
                </small>
                <span className="case-row-tags">
                  <StatusTag tone={toneOf(row.state)}>{stateNameOf(row)}</StatusTag>
                  <DuePill row={row} now={now} />
                </span>
              </span>
              <ChevronRightIcon size={20} />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Found({ found, title }: { found: ReturnType<typeof useFound>; title: string }) {
  const now = useNow();
  const { data, error, loading, reload, more } = found;
  const count = data ? (data.next ? t('foundMany', { n: data.rows.length }) : t('found', { n: data.rows.length })) : '';
  return (
    <>
      <div role="status">{data && <SectionTitle note={count}>{title}</SectionTitle>}</div>
      {data && data.rows.length > 0 && <Rows rows={data.rows} now={now} />}
      {data?.next && (
        <Button wide onClick={() => void more()}>
          {t('more')}
        </Button>
      )}
      {data?.rows.length === 0 && (
        <Empty picture={<SignPicture width={160} />} title={t('none')}>
          {t('noneSub')}
        </Empty>
      )}
      {loading && !data && <Skeleton />}
      {error && !data && !loading ? <Failed error={error} onRetry={reload} /> : null}
    </>
  );
}

/** One address: whose it is, and what is going on there. */
function AtAddress({ address, view, onBack }: { address: Address; view: View; onBack: () => void }) {
  const place = usePlace(districtId);
  const found = useFound({ areaId: address.areaId, view });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each address.
  useEffect(() => {
    void place.locate(choiceOf(address));
  }, [address.id]);
  return (
    <>
      <Button look="text" onClick={onBack}>
        {t('back')}
      </Button>
      <PlaceCard place={place} owner={place.located && <OwnerRow located={place.located} />} />
      <Found found={found} title={t('casesOf', { name: address.areaName })} />
    </>
  );
}

function ByWords({ q, view, onAddress }: { q: string; view: View; onAddress: (address: Address) => void }) {
  const found = useFound({ q, view });
  const addresses = useAddresses(districtId, { q }).data?.rows.slice(0, 5) ?? [];
  return (
    <>
      <Found found={found} title={t('cases')} />
      {addresses.length > 0 && (
        <>
          <SectionTitle>{t('addresses')}</SectionTitle>
          <Card>
            <Choices
              lines={addresses.map((row) => ({
                key: row.id,
                title: row.text,
                sub: row.areaName,
                leads: true,
                onPick: () => onAddress(row),
              }))}
            />
          </Card>
        </>
      )}
    </>
  );
}

/** F7 of this release: cases by number, words or address; the registers come later. */
export function FindPage() {
  const [words, setWords] = useState(remembered.words);
  const [view, setView] = useState<View>(remembered.view);
  const [address, setAddress] = useState<Address | null>(null);
  const q = useDebounced(words.trim(), 350);
  useEffect(() => {
    remembered = { words, view };
  }, [words, view]);
  return (
    <Page title={t('find')} sub={t('findSub')} foot={<Bar on="find" />}>
      <Card className="stack">
        <TextField
          label={t('label')}
          placeholder={t('placeholder')}
          type="search"
          enterKeyHint="search"
          maxLength={60}
          value={words}
          onChange={(event) => {
            setAddress(null);
            setWords(event.currentTarget.value);
          }}
        />
        <RadioGroup<View>
          label={t('view')}
          value={view}
          onChange={(next) => next && setView(next)}
          choices={(['all', 'open', 'overdue'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Card>
      {address && <AtAddress address={address} view={view} onBack={() => setAddress(null)} />}
      {!address && q && <ByWords q={q} view={view} onAddress={setAddress} />}
      {!address && !q && (
        <Empty picture={<LampPicture width={200} />} title={t('start')}>
          {t('startSub')}
        </Empty>
      )}
    </Page>
  );
}
