import { LinkButton } from '#web/parts/basics.tsx';
import { useDistrict } from './district.ts';
import { t } from './texts.ts';

/** Whoever is told that a place is not ours hears whom to ask. */
export function OutsideCall() {
  const phone = useDistrict()?.hotline;
  if (!phone) return null;
  return (
    <LinkButton look="soft" href={`tel:${phone}`}>
      {t('outsideCall', { phone })}
    </LinkButton>
  );
}
