import { useEffect, useRef } from 'react';
import { toast } from '#web/parts/toast.tsx';
import { lang, useElder, useLang } from '#web/prefs.ts';
import { ask, isUnreachable, useMe } from './session.ts';
import { t } from './texts.ts';

/** Type size and language follow the person: a change on this phone is told to the account. */
export function useSettingsSync(): void {
  const { largeType, locale } = useMe();
  const elder = useElder();
  const language = useLang();
  const known = useRef({ largeType, locale });
  const first = useRef(true);
  useEffect(() => {
    const { largeType: wasLarge, locale: wasLocale } = known.current;
    // A phone merely set otherwise than the account is not a wish; only a change made here is.
    if (first.current) {
      first.current = false;
      known.current = { largeType: elder, locale: language };
      return;
    }
    if (elder === wasLarge && language === wasLocale) return;
    known.current = { largeType: elder, locale: language };
    ask('PUT /api/session/settings', { body: { largeType: elder, locale: lang() } }, { idempotent: true }).catch(
      (error: unknown) => isUnreachable(error) && toast(t('settingsLate')),
    );
  }, [elder, language]);
}
