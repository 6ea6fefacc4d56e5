import { useGo } from '#web/go.ts';
import { pick } from '#web/i18n.ts';
import { CloudIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { Button, Card } from '#web/parts/basics.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { lang } from '#web/prefs.ts';
import { day } from '#web/time.ts';
import { useNow } from '#web/use-load.ts';
import { useKept } from '../device.ts';
import { t as ownT } from '../texts.ts';
import { keepDraft } from './draft.ts';
import { takeBack, type Waiting, waiting } from './outbox.ts';
import { t } from './texts.ts';

/** Back into the form, under new ids: what was refused was not stored under the old ones. */
async function edit(item: Waiting): Promise<void> {
  const { body } = item;
  await keepDraft({
    id: newId(),
    commandId: newId(),
    body: body.body,
    category: body.categoryCode ?? null,
    anonymous: body.anonymous ?? false,
    name: body.contact?.name ?? '',
    phone: body.contact?.phone ?? '',
    place: { ...body.place, source: body.place.source ?? 'list' },
    photos: item.photos,
  });
  await takeBack(body.id);
}

/** Grey and without a tick: not sent is not the same as sent, and must not look like it. */
export function WaitingList() {
  const items = useKept(waiting).value ?? [];
  const now = useNow();
  const go = useGo();
  if (items.length === 0) return null;
  return (
    <Card className="waiting">
      <div className="waiting-head">
        <CloudIcon size={26} />
        <div>
          <h2>{ownT('waiting', { n: items.length })}</h2>
          <p>{ownT('waitingSub')}</p>
        </div>
      </div>
      <ul>
        {items.map((item) => (
          <li key={item.body.id}>
            <span>
              {item.title}
              <small className="num">{day(item.at, now, lang())}</small>
              {item.refused && <em>{pick(item.refused.zh, item.refused.en)}</em>}
            </span>
            {item.refused ? (
              <div className="btns">
                <Button look="soft" onClick={() => void edit(item).then(() => go('/report'))}>
                  {t('edit')}
                </Button>
                <Button look="text" onClick={() => void takeBack(item.body.id)}>
                  {t('removeWaiting')}
                </Button>
              </div>
            ) : (
              <StatusTag tone="back">{pick('待发送', 'To be sent')}</StatusTag>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
