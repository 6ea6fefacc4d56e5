import type { Difference } from '#contract/matters';
import { dutyLevels, matterUnitKinds } from '#contract/matters';
import { limitUnits, limitUnitText } from '../catalogue/limit-text.ts';
import { fieldText, t } from './texts.ts';

type Field = Difference['changed'][number]['fields'][number];

/** Words of the contract in the reader's own. */
function shown({ field }: Field, value: string): string {
  if (value === '') return t('empty');
  const level = dutyLevels.find((one) => one === value);
  if (field === 'level' && level) return t(`level_${level}`);
  const unitKind = matterUnitKinds.find((one) => one === value);
  if (field === 'unitKind' && unitKind) return t(`unit_${unitKind}`);
  const unit = limitUnits.find((one) => one === value);
  return field === 'limitUnit' && unit ? limitUnitText(unit) : value;
}

function Named({ title, rows }: { title: string; rows: Difference['added'] }) {
  if (rows.length === 0) return null;
  return (
    <details className="diff-part" open={rows.length <= 12}>
      <summary>{title}</summary>
      <ul className="plain-list">
        {rows.map(({ code, name }) => (
          <li key={code}>
            <span className="num muted">{code}</span>
            {name}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Changed({ rows }: { rows: Difference['changed'] }) {
  if (rows.length === 0) return null;
  return (
    <details className="diff-part" open>
      <summary>{t('diffChanged', { n: rows.length })}</summary>
      <ul className="diff-list">
        {rows.map(({ code, name, fields }) => (
          <li key={code}>
            <p>
              <span className="num muted">{code}</span> <strong>{name}</strong>
            </p>
            <dl>
              {fields.map((one) => (
                <div key={one.field}>
                  <dt>{fieldText(one.field)}</dt>
                  <dd>
                    <del>{shown(one, one.before)}</del>
                    <ins>{shown(one, one.after)}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What became of a list: how much in one line, then item by item. */
export function DifferenceView({ difference }: { difference: Difference }) {
  const { added, changed, removed, same } = difference;
  const nothing = added.length + changed.length + removed.length === 0;
  return (
    <div className="stack">
      <p className="num">
        {nothing
          ? t('diffNone', { same })
          : t('diffSum', { added: added.length, changed: changed.length, removed: removed.length, same })}
      </p>
      {!nothing && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable from the keyboard.
        <section className="diff" tabIndex={0} aria-label={t('difference')}>
          <Changed rows={changed} />
          <Named title={t('diffAdded', { n: added.length })} rows={added} />
          <Named title={t('diffRemoved', { n: removed.length })} rows={removed} />
        </section>
      )}
    </div>
  );
}
