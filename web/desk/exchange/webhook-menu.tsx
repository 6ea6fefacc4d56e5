import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { Webhook } from '#contract/webhooks';
import { call, sayError } from '#web/api.ts';
import { MoreIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { CommandModal } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { faultText } from './fault-text.ts';
import { t } from './texts.ts';

/** Runs one change and says how it went; the lists are read again either way. */
async function perform(work: () => Promise<string>): Promise<void> {
  try {
    say(await work());
  } catch (error) {
    sayWrong(sayError(error));
  }
  await refresh('GET /api/exchange/webhooks', 'GET /api/exchange/deliveries');
}

async function setPaused(hook: Webhook, paused: boolean): Promise<string> {
  await call('PUT /api/exchange/webhooks/:id', { params: { id: hook.id }, body: { commandId: newId(), paused } });
  return paused ? t('pausedDone', { name: hook.name }) : t('resumedDone', { name: hook.name });
}

async function resendStuck(hook: Webhook): Promise<string> {
  const ask = { params: { id: hook.id }, body: { commandId: newId() } };
  const { count } = await call('POST /api/exchange/webhooks/:id/resend', ask);
  return t('resentAll', { n: count });
}

async function test(hook: Webhook): Promise<void> {
  try {
    const { ok, fault, status, ms } = await call('POST /api/exchange/webhooks/:id/test', { params: { id: hook.id } });
    if (ok) say(t('testOk', { status: status ?? '', ms }));
    else sayWrong(t('testBad', { why: fault ? faultText(fault, status) : '' }));
  } catch (error) {
    sayWrong(sayError(error));
  }
}

function DeleteWebhook({ hook, onClose }: { hook: Webhook; onClose: () => void }) {
  async function send(): Promise<string> {
    await call('DELETE /api/exchange/webhooks/:id', { params: { id: hook.id } });
    await refresh('GET /api/exchange/webhooks', 'GET /api/exchange/deliveries');
    return t('removed', { name: hook.name });
  }
  return (
    <CommandModal
      title={t('removeTitle', { name: hook.name })}
      okText={t('remove')}
      danger
      send={send}
      onClose={onClose}
    >
      <p>{t('removeWords')}</p>
    </CommandModal>
  );
}

export function WebhookMenu({ hook, onEdit }: { hook: Webhook; onEdit: () => void }) {
  const [deleting, setDeleting] = useState(false);
  const [testing, setTesting] = useState(false);
  async function runTest(): Promise<void> {
    setTesting(true);
    await test(hook);
    setTesting(false);
  }
  const paused = hook.pausedAt !== null;
  const items = [
    { key: 'edit', label: t('edit'), onClick: onEdit },
    {
      key: 'pause',
      label: paused ? t('resume') : t('pause'),
      onClick: () => void perform(() => setPaused(hook, !paused)),
    },
    {
      key: 'resend',
      label: t('resendAll'),
      disabled: hook.stuck === 0,
      onClick: () => void perform(() => resendStuck(hook)),
    },
    { key: 'delete', danger: true, label: t('remove'), onClick: () => setDeleting(true) },
  ];
  return (
    <div className="delivery-buttons">
      <Button size="small" loading={testing} aria-label={`${t('test')} ${hook.name}`} onClick={() => void runTest()}>
        {testing ? t('testing') : t('test')}
      </Button>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button size="small" aria-label={`${t('manage')} ${hook.name}`} icon={<MoreIcon size={16} />} />
      </Dropdown>
      {deleting && <DeleteWebhook hook={hook} onClose={() => setDeleting(false)} />}
    </div>
  );
}
