import type { Answer } from '#contract/api';
import { ask } from '../accounts/session.ts';
import { onUnread } from './unread.ts';

type Message = Answer<'GET /api/inbox'>['rows'][number];

async function show({ id, title, body, caseId }: Message): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const options = { body, tag: id, icon: '/field/icon.svg', data: caseId };
  if (registration) await registration.showNotification(title, options);
  else new Notification(title, options);
}

/** While the page is in the background, a new message is told by the phone itself, if its owner allowed that. */
export function startAlerts(): () => void {
  return onUnread((more) => {
    if (!more || !document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return;
    void ask('GET /api/inbox', { query: { limit: 1 } })
      .then(({ rows: [newest] }) => newest && show(newest))
      .catch(() => undefined); // An alert that cannot be shown is not worth another: the number on the tab stays.
  });
}
