import { PhoneIcon } from '#web/icons.tsx';
import { Initial, Row } from '#web/parts/basics.tsx';
import { lang } from '#web/prefs.ts';
import { span } from '#web/time.ts';
import { t } from './texts.ts';
import type { Located } from './use-place.ts';

type Owner = NonNullable<Located['owner']>;

export function PhoneLink({ phone, name }: { phone: string; name: string }) {
  return (
    <a className="icon-btn icon-btn-phone" href={`tel:${phone}`} aria-label={t('call', { name })}>
      <PhoneIcon />
    </a>
  );
}

function promise(owner: Owner, minutes: number | null): string {
  if (!owner.name || minutes === null) return t('someone');
  return t('herSelf', { name: owner.name, time: span(minutes * 60_000, lang()) });
}

interface OwnerRowProps {
  owner: Owner;
  minutes?: number | null;
  sub?: string;
}

/** Who answers here: name, title, by when, and one press to call. */
export function OwnerRow({ owner, minutes = null, sub }: OwnerRowProps) {
  const name = owner.name ?? owner.title;
  return (
    <Row
      start={<Initial name={name} />}
      title={
        <>
          {name} <small>{owner.name ? owner.title : t('vacant')}</small>
          {owner.standIn && owner.name && <small> · {t('standIn')}</small>}
        </>
      }
      sub={sub ?? promise(owner, minutes)}
      end={owner.phone && <PhoneLink phone={owner.phone} name={name} />}
    />
  );
}
