import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Reported } from '#contract/cases';
import { LitPicture } from '#web/pictures.tsx';
import { full, ms } from '#web/time.ts';
import { say } from '../shell/toast.ts';
import { t as detail } from './texts-detail.ts';
import { t } from './texts-work.ts';

interface RegisteredProps {
  reported: Reported;
  onAgain: () => void;
}

/** The number to read out, who has it now, and the link for whoever called. */
export function Registered({ reported, onAgain }: RegisteredProps) {
  const link = new URL(`/resident/track/${reported.token}`, location.origin).href;
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(link);
    say(t('regCopied'));
  }
  return (
    <section className="card registered">
      <LitPicture width={180} />
      <h2>{t('regDone', { no: reported.no })}</h2>
      <p>
        {t('regDoneWords', {
          area: reported.areaName,
          owner: reported.owner ? `${reported.owner.title} ${reported.owner.name ?? ''}` : '',
        })}
      </p>
      {reported.dueAt && (
        <p className="muted">
          {detail('dueIn')} {full(ms(reported.dueAt))}
        </p>
      )}
      <p className="registered-link">
        <span className="muted">{t('regToken')}</span> <code>{link}</code>
      </p>
      <div className="move-buttons">
        <Button onClick={() => void copy()}>{t('regCopy')}</Button>
        <Link to="/cases/$id" params={{ id: reported.id }} className="register-link">
          {t('regOpen')}
        </Link>
        <Button onClick={onAgain}>{t('regAgain')}</Button>
      </div>
    </section>
  );
}
