import { Checkbox } from 'antd';
import { useId, useMemo, useState } from 'react';
import type { FlowFault } from '#contract/check-flow';
import type { FlowDocument } from '#contract/flow-document';
import { moves, states } from '#contract/lifecycle';
import { listText, pick } from '#web/i18n.ts';
import { wordsText } from '../shell/case-names.ts';
import { ownerText } from './flow-words.ts';
import { type Arrow, boxHeight, boxWidth, drawFlow } from './layout.ts';
import { t } from './texts.ts';
import { faultsAt } from './use-editor.ts';

interface DiagramProps {
  document: FlowDocument;
  faults?: readonly FlowFault[];
  /** The state whose arrows stand out. */
  chosen: string | null;
  onChoose: (code: string) => void;
}

/** What an arrow says: the actions by their names, the clocks by the engine's. */
function arrowText(document: FlowDocument, { from, to, actions }: Arrow): string {
  const name = (code: string) => {
    const state = document.states[code];
    return state ? wordsText(state.name) : code;
  };
  const names = actions.map((code) => {
    const action = document.actions[code];
    const move = moves[code.split('.')[0] as keyof typeof moves];
    return action ? wordsText(action.name) : move ? pick(move.zh, move.en) : code;
  });
  return t('arrowWords', { from: name(from), to: name(to), actions: listText([...new Set(names)]) });
}

function safeDrawing(document: FlowDocument, all: boolean) {
  try {
    return drawFlow(document, all);
  } catch {
    // A document that is half pasted has nothing to draw yet.
    return null;
  }
}

/** The flow as a picture that follows every change; pressing a state chooses it. */
export function Diagram({ document, faults = [], chosen, onChoose }: DiagramProps) {
  const [all, setAll] = useState(false);
  const head = useId().replaceAll(':', '');
  const drawing = useMemo(() => safeDrawing(document, all), [document, all]);
  if (!drawing) return null;
  const { width, height, boxes, arrows } = drawing;
  const isOf = ({ from, to }: Arrow) => chosen !== null && (from === chosen || to === chosen);
  return (
    <figure className="flow-diagram">
      <div className="flow-scroll">
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it is a group, not a fieldset. */}
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="group" aria-label={t('diagram')}>
          <defs>
            <marker
              id={head}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="6"
              markerHeight="6"
              orient="auto-start-reverse"
            >
              <path d="M0 0 L8 4 L0 8 z" className="flow-head" />
            </marker>
          </defs>
          {arrows.map((arrow) => (
            <path
              key={`${arrow.from} ${arrow.to}`}
              d={arrow.path}
              className={isOf(arrow) ? 'flow-arrow flow-arrow-on' : 'flow-arrow'}
              markerEnd={`url(#${head})`}
            >
              <title>{arrowText(document, arrow)}</title>
            </path>
          ))}
          {boxes.map(({ code, x, y }) => {
            const state = document.states[code];
            if (!state) return null;
            const wrong = faultsAt(faults, `/states/${code}`).length > 0;
            const { kind } = states[state.is];
            return (
              // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside of a drawing.
              <g
                key={code}
                role="button"
                tabIndex={0}
                aria-pressed={code === chosen}
                aria-label={`${wrong ? '⚠ ' : ''}${wordsText(state.name)} ${ownerText(state.owner)}`}
                className={[
                  'flow-box',
                  `flow-${kind}`,
                  wrong ? 'flow-wrong' : '',
                  code === chosen ? 'flow-chosen' : '',
                ].join(' ')}
                transform={`translate(${x} ${y})`}
                onClick={() => onChoose(code)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' || event.key === ' ') {
                    event.preventDefault();
                    onChoose(code);
                  }
                }}
              >
                <rect width={boxWidth} height={boxHeight} rx={8} />
                <text x={boxWidth / 2} y={18} className="flow-name">
                  {wrong ? `⚠ ${wordsText(state.name)}` : wordsText(state.name)}
                </text>
                <text x={boxWidth / 2} y={34} className="flow-owner">
                  {ownerText(state.owner)}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <figcaption>
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          {t('showAll')}
        </Checkbox>
        {chosen && (
          <ul className="flow-ways">
            {arrows.filter(isOf).map((arrow) => (
              <li key={`${arrow.from} ${arrow.to}`}>{arrowText(document, arrow)}</li>
            ))}
          </ul>
        )}
      </figcaption>
    </figure>
  );
}
