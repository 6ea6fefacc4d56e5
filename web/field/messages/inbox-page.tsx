import { useGo } from '#web/go.ts';
import { ChevronRightIcon } from '#web/icons.tsx';
import { Button, Card } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { Empty, Failed, Skeleton } from '#web/parts/states.tsx';
import { BoxPicture } from '#web/pictures.tsx';
import { lang } from '#web/prefs.ts';
import { day, ms } from '#web/time.ts';
import { useNow } from '#web/use-load.ts';
import { Bar } from '../bar.tsx';
import { t } from './texts.ts';
import { type Message, useInbox } from './use-inbox.ts';

function Line({ message, now, onOpen }: { message: Message; now: number; onOpen: () => void }) {
  const fresh = message.readAt === null;
  return (
    <li className={fresh ? 'message is-unread' : 'message'}>
      <button type="button" onClick={onOpen}>
        <span className="message-text">
          <b>
            {fresh && <i className="dot" aria-hidden="true" />}
            {message.title}
            {fresh && <span className="sr-only">（{t('isUnread')}）</span>}
          </b>
          <span>{message.body}</span>
          <small className="num">
            {[day(ms(message.at), now, lang()), message.caseNo].filter(Boolean).join(' · ')}
          </small>
        </span>
        {message.caseId && <ChevronRightIcon size={20} />}
      </button>
    </li>
  );
}

/** F13. What came in, unread first to the eye; each leads to its case. */
export function InboxPage() {
  const go = useGo();
  const now = useNow();
  const { data, error, loading, reload, read, readAll, more } = useInbox();
  const unread = data?.unread ?? 0;
  const sub = unread > 0 ? t('unread', { n: unread }) : t('allRead');
  function open(message: Message): void {
    void read(message);
    if (message.caseId) go(`/case/${message.caseId}`);
  }
  return (
    <Page title={t('messages')} sub={data && sub} foot={<Bar on="messages" />}>
      {data?.cachedAt && (
        <p className="notice" role="status">
          {t('cached', { time: day(data.cachedAt, now, lang()) })}
        </p>
      )}
      {unread > 0 && (
        <Button look="soft" onClick={() => void readAll()}>
          {t('readAll')}
        </Button>
      )}
      {data && data.rows.length > 0 && (
        <Card className="card-flush">
          <ul className="messages">
            {data.rows.map((message) => (
              <Line key={message.id} message={message} now={now} onOpen={() => open(message)} />
            ))}
          </ul>
        </Card>
      )}
      {data?.next && (
        <Button wide onClick={() => void more()}>
          {t('more')}
        </Button>
      )}
      {data?.rows.length === 0 && (
        <Empty picture={<BoxPicture />} title={t('none')}>
          {t('noneSub')}
        </Empty>
      )}
      {loading && !data && <Skeleton />}
      {error && !data && !loading ? <Failed error={error} onRetry={reload} /> : null}
    </Page>
  );
}
