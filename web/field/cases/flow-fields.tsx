import { pick } from '#web/i18n.ts';
import { RadioField, TextArea } from '#web/parts/fields.tsx';
import type { CaseView, Move } from './commands.ts';
import { lineId, linesOf } from './flow-lines.ts';

interface FlowFieldsProps {
  view: CaseView;
  move: Move;
  values: Readonly<Record<string, string>>;
  onWrite: (values: Record<string, string>) => void;
}

/** The lines that the case's flow asks for with this move, beside what the move needs itself. */
export function FlowFields({ view, move, values, onWrite }: FlowFieldsProps) {
  return (
    <>
      {linesOf(view, move).map(({ code, name, kind, options = [], required }) => {
        const label = pick(name.zh, name.en);
        const write = (value: string | null) => onWrite({ ...values, [code]: value ?? '' });
        return kind === 'choice' ? (
          <div key={code} id={lineId(code)} tabIndex={-1}>
            <RadioField
              label={label}
              value={values[code] || null}
              onChange={write}
              optional={!required}
              choices={options.map((option) => ({ value: option.code, label: pick(option.name.zh, option.name.en) }))}
            />
          </div>
        ) : (
          <TextArea
            key={code}
            id={lineId(code)}
            label={label}
            optional={!required}
            rows={2}
            maxLength={1000}
            value={values[code] ?? ''}
            onChange={(event) => write(event.currentTarget.value)}
          />
        );
      })}
    </>
  );
}
