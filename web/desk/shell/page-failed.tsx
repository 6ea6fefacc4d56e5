import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { SignPicture } from '#web/pictures.tsx';
import { Failed } from './states.tsx';
import { t } from './texts.ts';

export function NoSuchPage() {
  return (
    <div className="nothing">
      <SignPicture />
      <p className="nothing-title">{t('noSuchPage')}</p>
      <Link to="/cases">{t('toCases')}</Link>
    </div>
  );
}

export function PageFailed({ error }: ErrorComponentProps) {
  const router = useRouter();
  return <Failed error={error} onRetry={() => void router.invalidate()} />;
}
