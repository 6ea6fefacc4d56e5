import { RadioField } from '#web/parts/fields.tsx';
import { type KindOfPhoto, kindsOf, type wantedPhotos } from './photo-kinds.ts';
import { t } from './texts-moves.ts';

interface PhotoKindChoiceProps {
  ids: readonly string[];
  wanted: ReturnType<typeof wantedPhotos>;
  chosen: KindOfPhoto;
  onChoose: (chosen: KindOfPhoto) => void;
}

/** Which photo shows what, where a flow asks for photos of several kinds; proposed in the order in which they are asked for. */
export function PhotoKindChoice({ ids, wanted, chosen, onChoose }: PhotoKindChoiceProps) {
  if (wanted.length < 2) return null;
  const kinds = kindsOf(ids, wanted, chosen);
  return (
    <div className="stack">
      <p className="hint">
        {t('photosWanted', {
          list: wanted.map(({ kind, least }) => t('photosOfKind', { kind: t(kind), n: least })).join(t('and')),
        })}
      </p>
      {ids.map((id, at) => (
        <RadioField
          key={id}
          label={t('photoShows', { n: at + 1 })}
          value={kinds.get(id) ?? null}
          choices={wanted.map(({ kind }) => ({ value: kind, label: t(kind) }))}
          onChange={(kind) => kind && onChoose({ ...chosen, [id]: kind })}
        />
      ))}
    </div>
  );
}
