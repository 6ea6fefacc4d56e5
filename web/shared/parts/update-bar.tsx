/// <reference types="vite-plugin-pwa/client" />

import { registerSW } from 'virtual:pwa-register';
import { useEffect, useState } from 'react';
import { makeI18n } from '../i18n.ts';
import { isNewReleaseOut } from '../release.ts';
import { Button } from './basics.tsx';

const t = makeI18n(
  { fresh: '有新版本，填完再更新也行', update: '现在更新' },
  { fresh: 'A new version is here; finish first if you like', update: 'Update now' },
);

/** Never reloads by itself: that would throw away what someone is writing. */
export function UpdateBar() {
  const [update, setUpdate] = useState<((reload: boolean) => Promise<void>) | null>(null);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    let registered: ServiceWorkerRegistration | undefined;
    const apply = registerSW({
      onNeedRefresh: () => setUpdate(() => apply),
      onRegisteredSW: (_url, registration) => {
        registered = registration;
      },
    });
    const look = () => document.visibilityState === 'visible' && registered?.update().catch(() => undefined);
    // Where a new release removed the file that this page asks for, reloading is the only way on. A file that merely did
    // not arrive is the boundary's to tell.
    const gone = () =>
      void isNewReleaseOut().then(
        (out) => out && setUpdate(() => async () => location.reload()),
        () => undefined,
      );
    document.addEventListener('visibilitychange', look);
    addEventListener('vite:preloadError', gone);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('vite:preloadError', gone);
    };
  }, []);
  return (
    <div role="status" className="update-slot">
      {update && (
        <div className="update">
          <span>{t('fresh')}</span>
          <Button look="soft" onClick={() => void update(true)}>
            {t('update')}
          </Button>
        </div>
      )}
    </div>
  );
}
