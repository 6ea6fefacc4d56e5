import { useState } from 'react';
import { call, sayError } from '#web/api.ts';
import { lang } from '#web/prefs.ts';
import { reportOf } from '../cases/registration.ts';
import { refresh } from '../shell/query.ts';
import { say } from '../shell/toast.ts';
import { type Matter, missingOf } from './matters.ts';
import { t } from './texts.ts';

/** Files a matter as a case: by the usual command, with the ids that it was given when it was split. */
export function useConfirm(onFiled: (n: number, done: Matter['done']) => void) {
  const [error, setError] = useState<{ n: number; words: string } | null>(null);
  const [busy, setBusy] = useState(false);
  async function confirm(matter: Matter): Promise<void> {
    const missing = missingOf(matter);
    if (missing) return setError({ n: matter.n, words: t(`missing_${missing}`) });
    setBusy(true);
    setError(null);
    try {
      const { id, no, areaName } = await call('POST /api/cases', {
        body: reportOf(matter.form, matter.photos, lang()),
      });
      say(t('filed', { no, area: areaName }));
      onFiled(matter.n, { as: 'filed', id, no });
      void refresh('GET /api/cases', 'GET /api/cases/counts', 'GET /api/cases/points');
    } catch (failure) {
      setError({ n: matter.n, words: sayError(failure) });
    } finally {
      setBusy(false);
    }
  }
  return { confirm, busy, error };
}
export type Confirming = ReturnType<typeof useConfirm>;
