import type { CaseView } from '#contract/cases';
import { type Move, moves, type Need } from '#contract/lifecycle';
import { actionOf } from '../shell/case-names.ts';
import type { Draft, DraftPhoto } from './drafts.ts';
import { MOST_PHOTOS, PhotoField } from './photo-field.tsx';
import { t } from './texts-detail.ts';

interface MovePhotosProps {
  view: CaseView;
  move: Move;
  draft: Draft;
  onDraft: (change: (old: Draft) => Draft) => void;
}

/** Moves whose photos show what somebody saw there. */
const checked: readonly Move[] = ['pass', 'rework', 'answerVerify', 'reportTask', 'conclude'];

/** The kinds of photo that the flow or the move itself asks for, one field each. */
function photoKinds(view: CaseView, move: Move): DraftPhoto['kind'][] {
  const action = actionOf(view, move);
  const needs: readonly Need[] = action?.needs ?? moves[move].needs;
  const asked = (action?.photos ?? []).map(({ kind }) => kind);
  if (needs.includes('after-photo')) return [...new Set<DraftPhoto['kind']>(['after', ...asked])];
  return asked.length === 0 && checked.includes(move) ? ['check'] : [...new Set(asked)];
}

const photoLabels = {
  before: 'beforePhotos',
  after: 'afterPhotos',
  check: 'checkPhotos',
  extra: 'morePhotos',
} as const;

/** What a move takes of photos, one field a kind. */
export function MovePhotos({ view, move, draft, onDraft }: MovePhotosProps) {
  const of = (photos: readonly DraftPhoto[], kind: DraftPhoto['kind']) => photos.filter((one) => one.kind === kind);
  const rest = (photos: readonly DraftPhoto[], kind: DraftPhoto['kind']) => photos.filter((one) => one.kind !== kind);
  return photoKinds(view, move).map((kind) => (
    <fieldset key={kind} className="field">
      <legend>{t(photoLabels[kind])}</legend>
      <PhotoField
        kind={kind}
        photos={of(draft.photos, kind)}
        most={MOST_PHOTOS - rest(draft.photos, kind).length}
        onChange={(next) =>
          onDraft((old) => ({ ...old, photos: [...rest(old.photos, kind), ...next(of(old.photos, kind))] }))
        }
      />
    </fieldset>
  ));
}
