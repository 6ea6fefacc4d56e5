import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Webhook } from '#contract/webhooks';
import { PlusIcon } from '#web/icons.tsx';
import { Page, PageTitle } from '../shell/page.tsx';
import { useAsk } from '../shell/query.ts';
import { LinkTabs } from '../shell/tabs.tsx';
import { t as shell } from '../shell/texts.ts';
import { DeliveriesPart } from './deliveries-part.tsx';
import { type Part, parts } from './exchange-search.ts';
import { PeerForm } from './peer-form.tsx';
import { PeersPart } from './peers-part.tsx';
import { type Secret, SecretShown } from './secret-shown.tsx';
import { t } from './texts.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhooksPart } from './webhooks-part.tsx';

const route = getRouteApi('/exchange');
const shownStates = ['stuck', 'waiting', 'sent', 'dropped', 'all'] as const;
type Doing = { kind: 'peer' } | { kind: 'webhook'; hook?: Webhook };

function DeliveryTabs() {
  const search = route.useSearch();
  const hooks = useAsk('GET /api/exchange/webhooks', {});
  const only = hooks.data?.rows.find(({ id }) => id === search.webhookId);
  const at = search.state ?? 'stuck';
  return (
    <>
      <LinkTabs
        label={t('states')}
        keys={shownStates}
        chosen={at}
        words={t}
        link={(state) => ({ to: '/exchange', search: { ...search, part: 'deliveries', state } })}
      />
      {search.webhookId && (
        <>
          {only && <span>{t('onlyHook', { name: only.name })}</span>}
          <Link to="/exchange" search={{ part: 'deliveries', state: at }}>
            {t('showAll')}
          </Link>
        </>
      )}
    </>
  );
}

function AddButton({ part, onDo }: { part: Part; onDo: (doing: Doing) => void }) {
  if (part === 'deliveries') return null;
  return (
    <Button
      type="primary"
      icon={<PlusIcon size={16} />}
      onClick={() => onDo(part === 'peers' ? { kind: 'peer' } : { kind: 'webhook' })}
    >
      {part === 'peers' ? t('peerAdd') : t('hookAdd')}
    </Button>
  );
}

/** How this district is connected with other systems: who calls us, whom we call, and what became of it. */
export function ExchangePage() {
  const search = route.useSearch();
  const part = search.part ?? 'webhooks';
  const [doing, setDoing] = useState<Doing | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const close = () => setDoing(null);
  return (
    <Page
      tools={
        <>
          <LinkTabs
            are="pages"
            label={t('parts')}
            keys={parts}
            chosen={part}
            words={t}
            link={(one) => ({ to: '/exchange', search: { part: one } })}
          />
          {part === 'deliveries' && <DeliveryTabs />}
          <span className="grow" />
          <AddButton part={part} onDo={setDoing} />
        </>
      }
    >
      <PageTitle title={shell('pageExchange')} />
      {part === 'webhooks' && <WebhooksPart onEdit={(hook) => setDoing({ kind: 'webhook', hook })} />}
      {part === 'deliveries' && <DeliveriesPart state={search.state ?? 'stuck'} webhookId={search.webhookId} />}
      {part === 'peers' && <PeersPart />}
      {doing?.kind === 'peer' && (
        <PeerForm
          onClose={close}
          onAdded={({ peer, key }) =>
            setSecret({
              words: t('secretPeer'),
              values: [
                { label: t('keyId'), value: peer.keyId },
                { label: t('key'), value: key },
              ],
            })
          }
        />
      )}
      {doing?.kind === 'webhook' && (
        <WebhookForm
          {...(doing.hook ? { hook: doing.hook } : {})}
          onClose={close}
          onAdded={(added) =>
            setSecret({ words: t('secretHook'), values: [{ label: t('secret'), value: added.secret }] })
          }
        />
      )}
      {secret && <SecretShown secret={secret} onClose={() => setSecret(null)} />}
    </Page>
  );
}
