import { DatePicker, Rate } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { archiveKinds, findings, type PartFields } from '#contract/case-parts';
import type { CaseView } from '#contract/cases';
import { type Move, moves, type Need, type PartNeed } from '#contract/lifecycle';
import type { Draft } from './drafts.ts';
import {
  Call,
  Choice,
  Crossings,
  Field,
  Group,
  type PartProps,
  Pieces,
  Posts,
  Request,
  TaskField,
  Units,
  Words,
} from './part-fields.tsx';
import { t } from './texts-parts.ts';

function unitsLabel(move: Move): string {
  if (move === 'consult') return t('unitsConfer');
  if (move === 'summon') return t('unitsReport');
  return move === 'circulate' ? t('unitsTold') : t('unitsHelp');
}

/** The field of each need; a need without one is for the server to see to. */
const fields: Partial<Record<PartNeed, (props: PartProps) => ReactNode>> = {
  helpers: (props) => <Units {...props} label={unitsLabel(props.move)} />,
  participants: (props) => (
    <>
      <Units {...props} label={unitsLabel(props.move)} />
      <Posts {...props} />
    </>
  ),
  team: (props) => (
    <>
      <Words {...props} name="teamName" />
      <Posts {...props} />
    </>
  ),
  'own-task': TaskField,
  'open-task': TaskField,
  'unscored-whistle': TaskField,
  'own-whistle': TaskField,
  score: ({ parts, onParts }) => (
    <Group label={t('score')}>
      <Rate allowClear={false} value={parts.score ?? 0} onChange={(score) => onParts({ ...parts, score })} />
    </Group>
  ),
  basis: (props) => <Words {...props} name="basis" />,
  minutes: (props) => <Words {...props} name="minutes" />,
  crossings: Crossings,
  request: Request,
  finding: ({ parts, onParts }) => (
    <Choice
      label={t('finding')}
      names={findings}
      value={parts.finding}
      text={(one) => t(one)}
      onChange={(finding) => onParts({ ...parts, finding })}
    />
  ),
  call: Call,
  pieces: Pieces,
  'archive-kind': ({ parts, onParts }) => (
    <Choice
      label={t('archiveKind')}
      names={archiveKinds}
      value={parts.archiveKind}
      text={(one) => t(one)}
      onChange={(archiveKind) => onParts({ ...parts, archiveKind })}
    />
  ),
};

const helped: readonly Move[] = ['dispatch', 'conclude'];
const timed: readonly Move[] = ['assist', 'summon', 'consult'];

interface PartFormProps {
  view: CaseView;
  move: Move;
  draft: Draft;
  onDraft: (part: Partial<Draft>) => void;
}

/** The fields of the parts that a move needs, or may bring. */
export function PartForm({ draft, onDraft, view, move }: PartFormProps) {
  const needs: readonly Need[] = moves[move].needs;
  const props: PartProps = { view, move, parts: draft.parts ?? {}, onParts: (parts: PartFields) => onDraft({ parts }) };
  return (
    <>
      {helped.includes(move) && <Units {...props} label={t('unitsOptional')} />}
      {needs.map((need) => {
        const Part = fields[need as PartNeed];
        return Part ? <Part key={need} {...props} /> : null;
      })}
      {timed.includes(move) && (
        <Field id="part-until" label={t('until')}>
          <DatePicker
            id="part-until"
            className="wide"
            allowClear={false}
            value={draft.until ? dayjs(draft.until) : null}
            minDate={dayjs().add(1, 'day')}
            onChange={(day) => day && onDraft({ until: day.format('YYYY-MM-DD') })}
          />
        </Field>
      )}
    </>
  );
}
