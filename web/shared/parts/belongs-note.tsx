import './belongs-note.css';
import type { Belonging } from '#contract/admissions';
import { pick } from '../i18n.ts';
import { PhoneIcon } from '../icons.tsx';
import { t } from './texts.ts';

/** Said before anything is sent: who takes a matter that the grids do not, and whether it may be sent all the same. */
export function BelongsNote({ belongs }: { belongs: Belonging }) {
  const { zh, en, unitName, phone, accepted } = belongs;
  return (
    <div className="belongs" role="status">
      <p>
        <b>{t('notOurs')}</b> {pick(zh, en)}
      </p>
      {phone && (
        <a href={`tel:${phone.replace(/[^\d+]/g, '')}`} className="num">
          <PhoneIcon size={18} />
          {t('callThem', { name: unitName, phone })}
        </a>
      )}
      <p>{accepted ? t('takenAnyway') : t('notTaken')}</p>
    </div>
  );
}
