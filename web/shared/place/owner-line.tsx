import type { ReactNode } from 'react';
import { makeI18n } from '../i18n.ts';
import { PhoneIcon } from '../icons.tsx';
import { Initial, Row } from '../parts/basics.tsx';
import type { Located } from './locate.ts';

const t = makeI18n(
  { standIn: '代班', vacant: '暂时空缺', call: '打电话给{name}' },
  { standIn: 'standing in', vacant: 'Vacant for now', call: 'Call {name}' },
);

type Owner = NonNullable<Located['owner']>;

export function PhoneLink({ phone, name }: { phone: string; name: string }) {
  return (
    <a className="icon-btn icon-btn-phone" href={`tel:${phone}`} aria-label={t('call', { name })}>
      <PhoneIcon />
    </a>
  );
}

interface OwnerLineProps {
  owner: Omit<Owner, 'postId'>;
  /** What the reader should know of them: by when they call, or that it is the reader. */
  sub: ReactNode;
  /** Nobody calls themselves. */
  own?: boolean;
}

/** Who answers here: name, title, and one press to call. */
export function OwnerLine({ owner, sub, own = false }: OwnerLineProps) {
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
      sub={sub}
      end={owner.phone && !own && <PhoneLink phone={owner.phone} name={name} />}
    />
  );
}
