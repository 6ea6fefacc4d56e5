import { webhooksApi } from '#contract/webhooks';
import { handle } from '#kernel/routes';
import { addWebhook } from './add-webhook.ts';
import { changeWebhook } from './change-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listWebhooks } from './list-webhooks.ts';
import { dropDelivery, resendDelivery, resendStuck } from './settle-deliveries.ts';
import { testWebhook } from './test-webhook.ts';

const right = 'setting.edit' as const;

export const webhookRoutes = handle(webhooksApi, {
  'GET /api/exchange/webhooks': { right, run: listWebhooks },
  'POST /api/exchange/webhooks': { right, run: addWebhook },
  'PUT /api/exchange/webhooks/:id': { right, run: changeWebhook },
  'DELETE /api/exchange/webhooks/:id': { right, run: deleteWebhook },
  // Each holds a request open for up to ten seconds and calls outside.
  'POST /api/exchange/webhooks/:id/test': {
    right,
    limit: { perDevice: 20, perAddress: 60, seconds: 60 },
    run: testWebhook,
  },
  'POST /api/exchange/webhooks/:id/resend': { right, run: resendStuck },
  'GET /api/exchange/deliveries': { right, run: listDeliveries },
  'POST /api/exchange/deliveries/:id/resend': { right, run: resendDelivery },
  'POST /api/exchange/deliveries/:id/drop': { right, run: dropDelivery },
});
