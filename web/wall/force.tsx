import type { ReactNode } from 'react';
import type { Wall } from '#contract/insight';
import { casesLink, postsLink } from './desk-links.ts';
import { DeskLink } from './figure.tsx';
import { midnight, whole } from './numbers.ts';
import { t } from './texts.ts';

function Cell({ href, name, children }: { href?: string | undefined; name: string; children: ReactNode }) {
  return (
    <DeskLink href={href} className="force-cell">
      <span className="force-n num">{children}</span>
      <span className="force-name">{name}</span>
    </DeskLink>
  );
}

/** Who is there to do the work: posts, not persons. */
export function Force({ wall, at }: { wall: Wall; at: number }) {
  const { force, today, area } = wall;
  const nobody = force.posts - force.onDuty;
  const mean = today.meanHandleHours === null ? '–' : today.meanHandleHours.toFixed(1);
  return (
    <section className="force" aria-label={t('force')}>
      <Cell href={postsLink(area.id, false)} name={t('onDuty')}>
        <b>{whole(force.onDuty)}</b>
        <small>/{whole(force.posts)}</small>
      </Cell>
      <Cell name={t('nobody')}>
        <b className={nobody > 0 ? 'warn' : ''}>{whole(nobody)}</b>
      </Cell>
      <Cell href={postsLink(area.id, true)} name={t('vacant')}>
        <b className={force.vacant > 0 ? 'warn' : ''}>{whole(force.vacant)}</b>
      </Cell>
      <Cell href="/desk/posts?units=true" name={t('units')}>
        <b>{whole(force.units)}</b>
      </Cell>
      <Cell href={casesLink({ tab: 'all', areaId: area.id, closedFrom: midnight(at) })} name={t('meanHandle')}>
        <b>{mean}</b> {mean !== '–' && <small>{t('hours')}</small>}
      </Cell>
    </section>
  );
}
