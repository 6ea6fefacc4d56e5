import { type Move, reasons } from '#contract/lifecycle';
import { pick } from '#web/i18n.ts';
import { Button } from '#web/parts/basics.tsx';
import { RadioGroup, TextArea, TextField } from '#web/parts/fields.tsx';
import { PhotoPicker } from '#web/parts/photo-picker.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { ErrorSummary } from '#web/parts/states.tsx';
import { ConditionChoice } from './condition-choice.tsx';
import { FlowFields } from './flow-fields.tsx';
import { linesOf } from './flow-lines.ts';
import { type MoveForm, type MoveFormProps, moveFields, useMoveForm } from './move-form.ts';
import { AreaPicker, CategoryPicker, TargetPicker, UnitPicker } from './move-pickers.tsx';
import { MovedOn, useSeen } from './moved-on.tsx';
import { PartForm } from './part-form.tsx';
import { PhotoKindChoice } from './photo-kind-choice.tsx';
import { t as ownT } from './texts.ts';
import { t } from './texts-moves.ts';
import { actionText, isPublic } from './wording.ts';

const pickers = { area: AreaPicker, unit: UnitPicker, category: CategoryPicker, target: TargetPicker } as const;

interface MoveSheetProps extends MoveFormProps {
  onClose: () => void;
  /** Classifying as a step on the way to finishing: says so. */
  forFinish: boolean;
}

function Reasons({ move, note, onPick }: { move: Move; note: string; onPick: (text: string) => void }) {
  const list = reasons[move as keyof typeof reasons];
  if (!list) return null;
  const texts = list.map((one) => pick(one.zh, one.en));
  return (
    <RadioGroup
      label={t('reasons')}
      value={texts.find((text) => note.startsWith(text)) ?? null}
      onChange={(text) => text && onPick(text)}
      choices={texts.map((text) => ({ value: text, label: text }))}
    />
  );
}

function tomorrow(): string {
  return new Date(Date.now() + 32 * 3600_000).toISOString().slice(0, 10);
}

function Fields({ move, form }: { move: Move; form: MoveForm }) {
  const needsNote = form.needs.includes('note');
  return (
    <>
      {form.needs.includes('until') && (
        <TextField
          id={moveFields.until}
          label={t('until')}
          type="date"
          min={tomorrow()}
          value={form.until}
          onChange={(event) => form.write({ until: event.currentTarget.value })}
        />
      )}
      {!linesOf(form.view, move).some(({ kind }) => kind === 'choice') && (
        <Reasons move={move} note={form.note} onPick={(note) => form.write({ note })} />
      )}
      {(needsNote || move !== 'classify') && (
        <TextArea
          id={moveFields.note}
          label={t('words')}
          hint={isPublic(move, form.view) ? t('wordsPublic') : t('wordsInternal')}
          optional={!needsNote}
          rows={3}
          maxLength={1000}
          value={form.note}
          onChange={(event) => form.write({ note: event.currentTarget.value })}
        />
      )}
      <FlowFields view={form.view} move={move} values={form.fields} onWrite={(fields) => form.write({ fields })} />
      {form.wanted[0] && (
        <div className="small-photos">
          <PhotoPicker
            id={moveFields.photos}
            photos={form.photos}
            label={form.wanted[0].kind === 'check' ? t('photosCheck') : t('photosExtra')}
            {...(form.wanted[0].least === 0 ? { hint: t('photosOptional') } : {})}
          />
          <PhotoKindChoice
            ids={form.photos.photos.map(({ id }) => id)}
            wanted={form.wanted}
            chosen={form.kinds}
            onChoose={(kinds) => form.write({ kinds })}
          />
        </div>
      )}
    </>
  );
}

/** One form for every move that needs something: what it needs, the contract says. */
export function MoveSheet(props: MoveSheetProps) {
  const { view, move, onClose, forFinish } = props;
  const form = useMoveForm(props);
  const seen = useSeen(view);
  const Picker = form.need ? pickers[form.need] : null;
  return (
    <Sheet
      open
      title={actionText(view, move)}
      onClose={onClose}
      look={Picker ? 'full' : 'bottom'}
      foot={
        <Button look="main" wide busy={form.busy} onClick={() => void form.send()}>
          {actionText(view, move)}
        </Button>
      }
    >
      <MovedOn view={view} seen={seen} move={move} note={form.note} />
      {forFinish && <p className="notice">{ownT('classifyWhy')}</p>}
      {form.lost && (
        <p className="notice" role="status">
          {t('offlineKept')}
        </p>
      )}
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {form.restored && (
        <p className="hint" role="status">
          {t('draftBack')}
        </p>
      )}
      {Picker && (
        <div id={moveFields.choice} tabIndex={-1} className="stack">
          {form.need === 'category' && form.chosen && (
            <ConditionChoice
              categoryCode={form.chosen.id}
              chosen={form.condition}
              onChoose={(condition) => form.write({ condition })}
            />
          )}
          <Picker view={view} chosen={form.chosen} onChoose={(chosen) => form.write({ chosen, condition: null })} />
        </div>
      )}
      <div id={moveFields.parts} tabIndex={-1} className="stack">
        <PartForm view={view} move={move} parts={form.parts} onParts={(parts) => form.write({ parts })} />
      </div>
      <Fields move={move} form={form} />
    </Sheet>
  );
}
