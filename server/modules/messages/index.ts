import { messagesApi } from '#contract/messages';
import { handle } from '#kernel/routes';
import { markRead, readInbox } from './inbox.ts';
import { listMessages } from './list-messages.ts';
import { resendMessage } from './resend-message.ts';

export { messagesTasks } from './deliver-message.job.ts';
export {
  cancelMessages,
  enqueueMessage,
  messagesTo,
  messageToContact,
  type Outgoing,
  type ReadyMessage,
} from './enqueue-message.ts';
export { provePhone, sendPhoneCode } from './phone-codes.ts';
export type { MessageTemplate } from './templates.ts';

export const messageRoutes = handle(messagesApi, {
  'GET /api/messages': { right: 'message.read', run: listMessages },
  'POST /api/messages/:id/resend': { right: 'message.resend', run: resendMessage },
  'GET /api/inbox': { run: readInbox },
  'POST /api/inbox/read': { run: markRead },
});
