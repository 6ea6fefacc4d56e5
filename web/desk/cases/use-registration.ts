import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '#web/api.ts';
import { useMe } from '../shell/me.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { hasPlace, type Registration } from './registration.ts';

// Fewer characters say too little to compare.
const ENOUGH = 4;

const asQuestion = (signal: AbortSignal) => ({ signal, idempotent: true });

/** Categories for what was typed so far, never required. */
export function useSuggestions(body: string) {
  const { district } = useMe();
  const text = useDebounced(body.trim(), 400);
  const query = useQuery({
    queryKey: ['POST /api/public/suggest', text],
    queryFn: ({ signal }) => call('POST /api/public/suggest', { body: { district, text } }, asQuestion(signal)),
    enabled: text.length >= ENOUGH,
    placeholderData: keepPreviousData,
  });
  return text.length >= ENOUGH ? (query.data?.rows ?? []).slice(0, 4) : [];
}

/** Which micro-grid and who answers there: what the caller wants to hear. */
export function useLocated(form: Registration) {
  const { district } = useMe();
  const { addressId, areaId, point } = form;
  const place = {
    ...(addressId ? { addressId } : {}),
    ...(areaId ? { areaId } : {}),
    ...(point ? { point } : {}),
  };
  return useQuery({
    queryKey: ['POST /api/public/locate', place],
    queryFn: ({ signal }) => call('POST /api/public/locate', { body: { district, ...place } }, asQuestion(signal)),
    enabled: hasPlace(form),
  });
}

/** Open cases nearby that may be the same, 250 ms after the last key. */
export function useSimilarNearby(form: Registration, locatedArea: string | undefined) {
  const { district } = useMe();
  const text = useDebounced(form.body.trim(), 250);
  const areaId = form.areaId ?? locatedArea;
  const { point, categoryCode } = form;
  const asked = {
    district,
    text,
    ...(point ? { point } : {}),
    ...(areaId ? { areaId } : {}),
    ...(categoryCode ? { categoryCode } : {}),
  };
  const on = text.length >= ENOUGH && (point !== undefined || areaId !== undefined);
  const query = useQuery({
    queryKey: ['POST /api/public/similar', asked],
    queryFn: ({ signal }) => call('POST /api/public/similar', { body: asked }, asQuestion(signal)),
    enabled: on,
    placeholderData: keepPreviousData,
  });
  return { on, rows: on ? (query.data?.rows ?? []) : [], waiting: on && query.isPending };
}

export function useAddresses(q: string) {
  const { district } = useMe();
  const asked = useDebounced(q.trim(), 250);
  const query = useQuery({
    queryKey: ['GET /api/public/addresses', asked],
    queryFn: ({ signal }) => call('GET /api/public/addresses', { query: { district, q: asked } }, { signal }),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
  });
  return asked.length >= 2 ? (query.data?.rows ?? []) : [];
}
