import { useState } from 'react';
import type { Belonging } from '#contract/admissions';
import { call } from '#web/api.ts';
import { listText, pick } from '#web/i18n.ts';
import { metresBetween } from '#web/map/project.ts';
import { Choices } from '#web/parts/choices.tsx';
import { TextField } from '#web/parts/fields.tsx';
import { Failed, Skeleton } from '#web/parts/states.tsx';
import { Tabs } from '#web/parts/tabs.tsx';
import { AddressSearch } from '#web/place/address-search.tsx';
import { AreaList } from '#web/place/area-list.tsx';
import { locateChoice, type PlaceChoice } from '#web/place/locate.ts';
import { useOutlines } from '#web/place/use-outlines.ts';
import { lang } from '#web/prefs.ts';
import { stateNameOf } from '#web/state.ts';
import { distance } from '#web/time.ts';
import { useDebounced } from '#web/use-debounced.ts';
import { useLoad } from '#web/use-load.ts';
import { ask, useMe } from '../accounts/session.ts';
import { districtId } from '../areas/district.ts';
import type { CaseView } from './commands.ts';
import { t } from './texts-moves.ts';
import { isOpen } from './wording.ts';

/** A chosen thing and its name, so that the choice can be read back. */
export interface Chosen {
  id: string;
  name: string;
  /** Of a class that is not the grids': where it belongs. */
  belongs?: Belonging;
}

interface PickerProps {
  view: CaseView;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
}

const NEAR_SHOWN = 8;

function NearAreas({ view, chosen, onChoose }: PickerProps) {
  const around = view.lon !== null && view.lat !== null ? { lon: view.lon, lat: view.lat } : null;
  const { areas } = useOutlines(districtId, { around, metres: 800, areaId: view.areaId });
  const near = areas
    .filter((area) => area.id !== view.areaId)
    .map((area) => ({ ...area, metres: around ? metresBetween(around, area) : 0 }))
    .sort((a, b) => a.metres - b.metres)
    .slice(0, NEAR_SHOWN);
  return (
    <Choices
      lines={near.map((area) => ({
        key: area.id,
        title: area.name,
        sub: distance(area.metres, lang()),
        on: chosen?.id === area.id,
        onPick: () => onChoose({ id: area.id, name: area.name }),
      }))}
    />
  );
}

type Way = 'near' | 'address' | 'list';

/** The neighbours first: a report on the wrong side of a street is the usual case. */
export function AreaPicker({ view, chosen, onChoose }: PickerProps) {
  const [way, setWay] = useState<Way>('near');
  const picked: PlaceChoice | null = chosen ? { source: 'list', areaId: chosen.id } : null;
  const around = view.lon !== null && view.lat !== null ? { lon: view.lon, lat: view.lat } : null;
  function choose(choice: PlaceChoice): void {
    if (choice.areaId) {
      onChoose({ id: choice.areaId, name: choice.text ?? '' });
      return;
    }
    void locateChoice(districtId, choice).then(
      ({ located }) => located && onChoose({ id: located.areaId, name: `${located.name}（${choice.text ?? ''}）` }),
      () => undefined,
    );
  }
  return (
    <Tabs<Way>
      label={t('area')}
      value={way}
      onChange={setWay}
      tabs={[
        { value: 'near', label: t('near') },
        { value: 'address', label: t('byAddress') },
        { value: 'list', label: t('byList') },
      ]}
    >
      {chosen && (
        <p role="status">
          {t('chosenArea')} <b>{chosen.name}</b>
        </p>
      )}
      {way === 'near' && <NearAreas view={view} chosen={chosen} onChoose={onChoose} />}
      {way === 'address' && <AddressSearch districtOf={districtId} near={around} picked={picked} onPick={choose} />}
      {way === 'list' && <AreaList districtOf={districtId} picked={picked} onPick={choose} buildings={false} />}
    </Tabs>
  );
}

function useAdvice(view: CaseView) {
  return useLoad(`advice:${view.id}`, (signal) =>
    ask('GET /api/cases/:id/advice', { params: { id: view.id } }, { signal }),
  ).data;
}

export function UnitPicker({ view, chosen, onChoose }: PickerProps) {
  const [words, setWords] = useState('');
  const { data, error, loading, reload } = useLoad('units', (signal) => ask('GET /api/units', {}, { signal }));
  const advised = useAdvice(view)?.units ?? [];
  const rows = (data?.rows ?? []).filter(
    (row) => row.name.includes(words.trim()) && !advised.some((one) => one.id === row.id),
  );
  const line = (row: { id: string; name: string; openCases: number }, because?: string) => ({
    key: row.id,
    title: row.name,
    sub: [because, t('unitLoad', { n: row.openCases })].filter(Boolean).join(' · '),
    on: chosen?.id === row.id,
    onPick: () => onChoose({ id: row.id, name: row.name }),
  });
  return (
    <>
      {advised.length > 0 && <p className="hint">{t('suggested')}</p>}
      <Choices lines={advised.map((row) => line(row, row.because))} />
      <TextField
        label={t('unitFilter')}
        type="search"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {error && !data ? <Failed error={error} onRetry={reload} /> : null}
      {loading && !data && <Skeleton blocks={2} />}
      <Choices lines={rows.map((row) => line(row))} />
    </>
  );
}

interface Advised {
  code: string;
  name: string;
  because: readonly string[];
}

interface CategoryListProps {
  advised: readonly Advised[];
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
}

/** Suggested classes first, with their reasons; then all, found by a word. 其他 is not offered: it settles nothing. */
export function CategoryList({ advised, chosen, onChoose }: CategoryListProps) {
  const { district } = useMe();
  const [words, setWords] = useState('');
  const { data, error, loading, reload } = useLoad('categories', (signal) =>
    call('GET /api/public/categories', { query: { district } }, { signal }),
  );
  const all = data?.rows ?? [];
  const names = new Map(all.map((row) => [row.code, pick(row.name, row.nameEn)]));
  const elsewhere = new Map(all.flatMap(({ code, admission }) => (admission ? [[code, admission]] : [])));
  const q = words.trim().toLowerCase();
  const rows = all.filter(
    (row) =>
      row.parentCode !== null && !row.code.startsWith('99') && `${row.name} ${row.nameEn}`.toLowerCase().includes(q),
  );
  const line = (code: string, name: string, sub: string) => ({
    key: code,
    title: name,
    sub,
    on: chosen?.id === code,
    onPick: () => {
      const belongs = elsewhere.get(code);
      onChoose({ id: code, name, ...(belongs ? { belongs } : {}) });
    },
  });
  const offered = q ? [] : advised.filter((one) => !one.code.startsWith('99'));
  return (
    <>
      {offered.length > 0 && <p className="hint">{t('suggested')}</p>}
      <Choices lines={offered.map((one) => line(one.code, names.get(one.code) ?? one.name, listText(one.because)))} />
      <TextField
        label={t('categoryFind')}
        type="search"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {error && !data ? <Failed error={error} onRetry={reload} /> : null}
      {loading && !data && <Skeleton blocks={2} />}
      {data && rows.length === 0 && <p className="hint">{t('categoryNone')}</p>}
      <Choices
        lines={rows.map((row) => line(row.code, names.get(row.code) ?? '', names.get(row.parentCode ?? '') ?? ''))}
      />
    </>
  );
}

export function CategoryPicker({ view, chosen, onChoose }: PickerProps) {
  return <CategoryList advised={useAdvice(view)?.categories ?? []} chosen={chosen} onChoose={onChoose} />;
}

export function TargetPicker({ view, chosen, onChoose }: PickerProps) {
  const [words, setWords] = useState('');
  const q = useDebounced(words.trim());
  const near = useLoad(`similar:${view.id}`, (signal) =>
    ask('GET /api/cases/:id/similar', { params: { id: view.id } }, { signal }),
  ).data?.rows;
  const found = useLoad(q || null, (signal) => ask('GET /api/cases', { query: { q, limit: 20 } }, { signal })).data
    ?.rows;
  const rows = (q ? found : near)?.filter((row) => row.id !== view.id && isOpen(row.state)) ?? [];
  return (
    <>
      <TextField
        label={t('targetFind')}
        type="search"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {!q && near?.length === 0 && <p className="hint">{t('targetNone')}</p>}
      <Choices
        lines={rows.map((row) => ({
          key: row.id,
          title: row.title,
          sub: `${row.no} · ${stateNameOf(row)}`,
          on: chosen?.id === row.id,
          onPick: () => onChoose({ id: row.id, name: row.no }),
        }))}
      />
    </>
  );
}
