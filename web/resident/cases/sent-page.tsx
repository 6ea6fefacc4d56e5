import { useEffect } from 'react';
import { useGo } from '#web/go.ts';
import { CheckIcon, CloudIcon, CopyIcon, ShareIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { Button, Card } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { Skeleton } from '#web/parts/states.tsx';
import { toast } from '#web/parts/toast.tsx';
import { OwnerLine } from '#web/place/owner-line.tsx';
import { lang } from '#web/prefs.ts';
import { kept } from '#web/store.ts';
import { span } from '#web/time.ts';
import { useKept } from '../device.ts';
import { type Draft, keepDraft } from './draft.ts';
import { t } from './texts.ts';
import { HELD, LAST_SENT, type LastSent } from './use-report.ts';

export function trackAddress(token: string): string {
  return `${location.origin}/resident/track/${token}`;
}

async function copyLink(token: string): Promise<void> {
  const url = trackAddress(token);
  try {
    await navigator.clipboard.writeText(url);
  } catch {
    // Without a secure context there is no clipboard: the old way through a selected field still works.
    const field = document.createElement('textarea');
    field.value = url;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
  toast(t('copied'));
}

export function ShareButtons({ token, no }: { token: string; no: string }) {
  return (
    <div className="btns">
      <Button look="soft" icon={<CopyIcon size={20} />} onClick={() => void copyLink(token)}>
        {t('copy')}
      </Button>
      {'share' in navigator && (
        <Button
          icon={<ShareIcon size={20} />}
          onClick={() =>
            void navigator.share({ text: t('shareText', { no }), url: trackAddress(token) }).catch(() => undefined)
          }
        >
          {t('share')}
        </Button>
      )}
    </div>
  );
}

function promise(last: LastSent): string {
  if (!last.owner?.name || last.minutes === null) return t('nextWhoLater');
  return t('nextWho', { name: last.owner.name, time: span(last.minutes * 60_000, lang()) });
}

function Received({ last }: { last: LastSent }) {
  const go = useGo();
  /** Reporting two things in one lane must not begin with finding the lane again. */
  async function again(): Promise<void> {
    const fresh: Draft = {
      id: newId(),
      commandId: newId(),
      body: '',
      category: null,
      anonymous: false,
      name: '',
      phone: '',
      place: last.place,
      photos: [],
    };
    await keepDraft(fresh);
    go('/report');
  }
  return (
    <>
      <Card className="sent">
        <span className="sent-mark">
          <CheckIcon size={40} />
        </span>
        <h2>{t('sent')}</h2>
        <p className="sent-no">
          <small>{t('sentNo')}</small>
          <b className="num">{last.no}</b>
        </p>
      </Card>
      <Card className="card-flush">
        <div className="card-head">
          <h2>{t('next')}</h2>
        </div>
        <ol className="next">
          <li>{promise(last)}</li>
          <li>{t('nextSee')}</li>
        </ol>
        {last.owner && <OwnerLine owner={last.owner} sub={last.owner.phone ? t('nextPhone') : ' '} />}
      </Card>
      <Button look="main" wide onClick={() => go(`/track/${last.token}`)}>
        {t('track')}
      </Button>
      <Button wide onClick={() => void again()}>
        {t('again')}
      </Button>
      <ShareButtons token={last.token} no={last.no} />
    </>
  );
}

/** Kept here is neither sent nor failed: another shape, another colour, and what not to do meanwhile. */
function Held() {
  const go = useGo();
  return (
    <>
      <Card className="sent">
        <span className="sent-mark sent-held">
          <CloudIcon size={40} />
        </span>
        <h2>{t('held')}</h2>
        <p>{t('heldSub')}</p>
      </Card>
      <Button look="main" wide onClick={() => go('/mine')}>
        {t('mine')}
      </Button>
      <Button wide onClick={() => go('/report')}>
        {t('again')}
      </Button>
    </>
  );
}

export function SentPage({ token }: { token: string }) {
  const go = useGo();
  const { value, ready } = useKept(() => kept<LastSent>(LAST_SENT));
  const last = value?.token === token ? value : undefined;
  const held = token === HELD;
  const elsewhere = ready && !held && !last;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a shared or old address of this page leads to the report itself.
  useEffect(() => {
    if (elsewhere) go(`/track/${token}`, true);
  }, [elsewhere, token]);
  return (
    <Page title={t('report')} onBack={() => go('/')}>
      {held ? <Held /> : last ? <Received last={last} /> : <Skeleton />}
    </Page>
  );
}
