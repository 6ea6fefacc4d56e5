import { useState } from 'react';
import { Button } from './basics.tsx';
import { PhotoViewer, type Shown } from './photo-viewer.tsx';
import { t } from './texts.ts';

interface BeforeAfterProps {
  before: Shown;
  after: Shown;
}

function Slider({ before, after }: BeforeAfterProps) {
  const [at, setAt] = useState(50);
  return (
    <div className="slider" style={{ '--at': `${at}%` } as React.CSSProperties}>
      <img src={after.url} alt={t('after')} />
      <img src={before.url} alt={t('before')} className="slider-before" />
      <span className="photo-tag">{t('before')}</span>
      <span className="photo-tag photo-tag-end">{t('after')}</span>
      <span className="slider-bar" aria-hidden="true" />
      <input
        type="range"
        min={0}
        max={100}
        value={at}
        aria-label={t('compare')}
        aria-valuetext={t('compareValue', { n: at })}
        onChange={(event) => setAt(Number(event.currentTarget.value))}
      />
    </div>
  );
}

/** The proof: what it was and what it is now, side by side, or one over the other under a slider. */
export function BeforeAfter({ before, after }: BeforeAfterProps) {
  const [slide, setSlide] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const both = [before, after];
  return (
    <div className="before-after">
      {slide ? (
        <Slider before={before} after={after} />
      ) : (
        <ul className="pair">
          {both.map((photo, index) => (
            <li key={photo.id}>
              <button type="button" onClick={() => setOpen(index)}>
                <img src={photo.url} alt={photo.label} />
                <span className="photo-tag" aria-hidden="true">
                  {index === 0 ? t('before') : t('after')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button look="text" onClick={() => setSlide(!slide)}>
        {slide ? t('sideBySide') : t('slide')}
      </Button>
      <PhotoViewer photos={both} open={open} onOpen={setOpen} />
    </div>
  );
}
