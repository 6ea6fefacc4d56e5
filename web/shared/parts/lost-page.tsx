import { useGo } from '../go.ts';
import { SignPicture } from '../pictures.tsx';
import { Button } from './basics.tsx';
import { Page } from './page.tsx';
import { Empty } from './states.tsx';
import { t } from './texts.ts';

/** An address that leads nowhere. `home` names the first screen. */
export function LostPage({ home }: { home: string }) {
  const go = useGo();
  return (
    <Page title={t('lost')} onBack={() => go('/')}>
      <Empty
        picture={<SignPicture />}
        action={
          <Button look="main" onClick={() => go('/')}>
            {home}
          </Button>
        }
      >
        {t('lostSub')}
      </Empty>
    </Page>
  );
}
