import type { DeliveryFault } from '#contract/webhooks';
import { t } from './texts.ts';

/** Why a try failed, in words. */
export function faultText(fault: DeliveryFault, status: number | null): string {
  const words: Record<DeliveryFault, () => string> = {
    address: () => t('faultAddress'),
    dns: () => t('faultDns'),
    unreachable: () => t('faultUnreachable'),
    tls: () => t('faultTls'),
    timeout: () => t('faultTimeout'),
    redirect: () => t('faultRedirect', { status: status ?? '' }),
    status: () => t('faultStatus', { status: status ?? '' }),
  };
  return words[fault]();
}
