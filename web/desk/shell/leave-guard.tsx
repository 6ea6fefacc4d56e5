import { useBlocker } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { t } from './texts.ts';

/** Asks before a page is left on which something is not saved yet; while `on`, the browser asks before it closes the tab too. */
export function LeaveGuard({ on }: { on: boolean }) {
  const blocker = useBlocker({
    // A tab of the same page keeps what is being edited.
    shouldBlockFn: ({ current, next }) => on && current.pathname !== next.pathname,
    enableBeforeUnload: () => on,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Modal
      open
      title={t('leaveTitle')}
      onCancel={blocker.reset}
      footer={[
        <Button key="leave" danger onClick={blocker.proceed}>
          {t('leaveGo')}
        </Button>,
        <Button key="stay" type="primary" autoFocus onClick={blocker.reset}>
          {t('leaveStay')}
        </Button>,
      ]}
    >
      <p>{t('leaveWords')}</p>
    </Modal>
  );
}
