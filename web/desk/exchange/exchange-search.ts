import { deliveryStates } from '#contract/webhooks';
import { oneOf, pruned, type Search, word } from '../shell/page-search.ts';

export const parts = ['webhooks', 'deliveries', 'peers'] as const;
export type Part = (typeof parts)[number];

export function pickExchangeSearch(search: Search) {
  return pruned({
    part: oneOf(search, 'part', parts),
    state: oneOf(search, 'state', [...deliveryStates, 'all'] as const),
    webhookId: word(search, 'webhookId', 40),
  });
}
