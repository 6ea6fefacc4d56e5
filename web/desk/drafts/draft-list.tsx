import { StatusTag, type Tone } from '#web/parts/tags.tsx';
import { hasPlace } from '../cases/registration.ts';
import { useCategories } from '../catalogue/category-select.tsx';
import type { Matter } from './matters.ts';
import { t } from './texts.ts';

function stateOf({ done }: Matter): { tone: Tone; words: string } {
  if (done?.as === 'filed') return { tone: 'done', words: t('stateFiled', { no: done.no }) };
  if (done?.as === 'joined') return { tone: 'done', words: t('stateJoined') };
  if (done?.as === 'dropped') return { tone: 'back', words: t('stateDropped') };
  return { tone: 'new', words: t('stateWaiting') };
}

function placeWords({ form, draft }: Matter): string {
  if (hasPlace(form)) return form.addressText || t('place');
  return draft.place ? t('placeGuess', { text: draft.place.text }) : t('placeNone');
}

interface DraftListProps {
  matters: readonly Matter[];
  chosen: number;
  onChoose: (n: number) => void;
}

/** All matters of the paste, those that are through included: what was decided stays in sight. */
export function DraftList({ matters, chosen, onChoose }: DraftListProps) {
  const { data } = useCategories();
  const nameOf = (code: string | undefined) => data?.rows.find((row) => row.code === code)?.name;
  return (
    <ol className="drafts-list" aria-label={t('list')}>
      {matters.map((matter) => {
        const { n, form, draft } = matter;
        const { tone, words } = stateOf(matter);
        return (
          <li key={n}>
            <button
              type="button"
              className={n === chosen ? 'drafts-row drafts-row-on' : 'drafts-row'}
              aria-current={n === chosen ? 'true' : undefined}
              onClick={() => onChoose(n)}
            >
              <span className="drafts-row-head">
                <strong>{t('draftN', { n })}</strong>
                <StatusTag tone={tone}>{words}</StatusTag>
              </span>
              <span className="drafts-row-body">{form.body}</span>
              <span className="muted">
                {placeWords(matter)}
                {nameOf(form.categoryCode) && ` · ${nameOf(form.categoryCode)}`}
                {draft.pictures > 0 && ` · ${t('pictures', { n: draft.pictures })}`}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
