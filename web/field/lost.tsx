import { Button } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { Empty } from '#web/parts/states.tsx';
import { SignPicture } from '#web/pictures.tsx';
import { useGo } from './go.ts';
import { t } from './texts.ts';

export function LostPage() {
  const go = useGo();
  return (
    <Page title={t('lost')} onBack={() => go('/')}>
      <Empty
        picture={<SignPicture />}
        title={t('lost')}
        action={
          <Button look="main" onClick={() => go('/')}>
            {t('toToday')}
          </Button>
        }
      >
        {t('lostSub')}
      </Empty>
    </Page>
  );
}
