import type { Located } from '#web/place/locate.ts';
import { OwnerLine } from '#web/place/owner-line.tsx';
import { lang } from '#web/prefs.ts';
import { span } from '#web/time.ts';
import { t } from './texts.ts';

/** Who answers here, and by when. */
export function OwnerRow({ located }: { located: Located }) {
  const { owner, answerWithinMinutes: minutes } = located;
  if (!owner) return null;
  const promise =
    owner.name && minutes !== null
      ? t('herSelf', { name: owner.name, time: span(minutes * 60_000, lang()) })
      : t('someone');
  return <OwnerLine owner={owner} sub={promise} />;
}
