/** Small drawings for empty and finished states, in the product's own paper, ink and blue. Decoration: hidden from readers. */
interface PictureProps {
  width?: number;
}

function frame(width: number) {
  return {
    viewBox: '0 0 200 130',
    style: { width: `${width / 16}rem`, maxWidth: '100%' },
  };
}

const ink = {
  stroke: 'var(--ink-700)',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
  fill: 'none',
} as const;

function Hills() {
  return (
    <>
      <path d="M4 112c22-26 40-34 62-20 14-22 40-30 62-8 16-16 40-14 66 28Z" fill="var(--dai-50)" />
      <path d="M4 112h192" {...ink} stroke="var(--line-strong)" />
    </>
  );
}

/** A lane with a dark lamp and a phone held up to it. */
export function LampPicture({ width = 220 }: PictureProps) {
  return (
    <svg aria-hidden="true" {...frame(width)}>
      <Hills />
      <path d="M62 112V44c0-12 8-18 20-18h12" {...ink} strokeWidth="3" />
      <path d="M92 22h22l4 8H88Z" fill="var(--ink-700)" />
      <path d="M58 112v-12h8v12" fill="var(--ink-700)" />
      <path d="M112 112V78l17-13 17 13v34Z" {...ink} fill="var(--surface)" />
      <path d="M108 81l21-17 21 17M124 112V94h10v18" {...ink} />
      <rect
        x="152"
        y="44"
        width="34"
        height="58"
        rx="6"
        fill="var(--surface)"
        stroke="var(--dai-600)"
        strokeWidth="2.5"
      />
      <circle cx="169" cy="72" r="8" fill="none" stroke="var(--dai-600)" strokeWidth="2.5" />
      <path d="M164 52h10M166 95h6" stroke="var(--dai-200)" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}

/** An open letter box with nothing in it and a sparrow on top. */
export function BoxPicture({ width = 200 }: PictureProps) {
  return (
    <svg aria-hidden="true" {...frame(width)}>
      <Hills />
      <path d="M66 112V62a16 16 0 0 1 16-16h38a16 16 0 0 1 16 16v50Z" {...ink} fill="var(--surface)" />
      <path d="M82 46a16 16 0 0 1 16 16v50" {...ink} />
      <path d="M108 68h18" stroke="var(--dai-600)" strokeWidth="3" strokeLinecap="round" />
      <path d="M108 44c2-10 9-14 17-12 3-5 9-6 12-3l5 2-5 2c0 8-8 13-18 12" {...ink} fill="var(--dai-100)" />
      <circle cx="134" cy="31" r="1.4" fill="var(--ink-900)" />
    </svg>
  );
}

/** The lamp is lit. */
export function LitPicture({ width = 220 }: PictureProps) {
  return (
    <svg aria-hidden="true" {...frame(width)}>
      <path d="M96 30 40 112h126L116 30Z" fill="var(--level-3-soft)" />
      <Hills />
      <path d="M62 112V44c0-12 8-18 20-18h12" {...ink} strokeWidth="3" />
      <path d="M92 22h22l4 8H88Z" fill="#d9a520" />
      <path d="M112 112V82l16-12 16 12v30Z" {...ink} fill="var(--surface)" />
      <path d="M123 112V96h10v16" {...ink} fill="var(--level-3-soft)" />
      <circle cx="160" cy="52" r="20" fill="var(--bamboo-100)" />
      <path d="m151 52 6.5 6.5L170 46" fill="none" stroke="var(--bamboo-600)" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}

/** A signpost without words: this way leads nowhere. */
export function SignPicture({ width = 200 }: PictureProps) {
  return (
    <svg aria-hidden="true" {...frame(width)}>
      <Hills />
      <path d="M100 112V30" {...ink} strokeWidth="3" />
      <path d="M100 36h42l10 9-10 9h-42Z" {...ink} fill="var(--dai-100)" />
      <path d="M100 62H62l-10 9 10 9h38Z" {...ink} fill="var(--surface)" />
      <path d="M88 112c2-6 4-8 12-8s10 2 12 8" {...ink} />
    </svg>
  );
}
