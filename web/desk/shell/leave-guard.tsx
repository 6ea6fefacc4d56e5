import { useBlocker } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { t } from './texts.ts';

interface LeaveGuardProps {
  /** Something is not saved yet. */
  on: boolean;
  /** The tabs of the page keep what is being edited: going to another of them is not leaving. */
  acrossTabs?: boolean;
}

/** Asks before a page is left on which something is not saved yet; the browser asks before it closes the tab, too. */
export function LeaveGuard({ on, acrossTabs = false }: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      on &&
      (current.pathname !== next.pathname ||
        (!acrossTabs && JSON.stringify(current.search) !== JSON.stringify(next.search))),
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
