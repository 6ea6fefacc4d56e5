import type { TaskList } from '#kernel/jobs';
import type { Gateway, Services } from '#kernel/services';
import { type Claimed, claimMessages, noteOutcomes, type Outcome } from './claim-messages.ts';
import { render } from './templates.ts';

/** 1, 2, 4 … 64 minutes: eight tries in about two hours, then a person looks. */
export const attemptsAllowed = 8;
const firstWaitMs = 60_000;

export function messagesTasks(services: Services): Pick<TaskList, 'messages.deliver'> {
  return {
    'messages.deliver': ({ district, id }) => deliverMessage(services, district, id),
  };
}

/**
 * Sends a message with what else is due: in a storm one job does the work of twenty, whose own jobs are taken off. Claim
 * with a lease, send with no transaction open, note the outcomes.
 */
export async function deliverMessage(services: Services, district: number, id: string): Promise<void> {
  const { owner } = services.database;
  const claimed = await claimMessages(owner, district, id, services.clock());
  if (claimed.length === 0) return;
  const outcomes = await Promise.all(
    claimed.map(async (message) => outcomeOf(message, await send(services, message), services.clock())),
  );
  await noteOutcomes(owner, district, outcomes, services.clock());
}

interface Failure {
  reason: string;
  /** Trying again will not help; a person has to. */
  final: boolean;
}

async function send(services: Services, message: Claimed): Promise<Failure | null> {
  if (message.channel === 'app') return null;
  const gateway: Gateway = services.gateways[message.channel];
  const missing = gateway.missing();
  if (missing) return { reason: missing.zh, final: true };
  if (!message.cipher) return { reason: '收件人没有可用的地址', final: true };
  const to = services.crypto.open(message.cipher);
  const link = services.config.publicUrl;
  const { title, body } = render(message.template, message.params, message.locale ?? 'zh-CN');
  try {
    await gateway.send({ to, title, body: link ? `${body}\n${link}` : body, id: message.id });
    return null;
  } catch (error) {
    // A gateway's words may repeat the address: they are kept out of the row, which many may read.
    const reason = String(error instanceof Error ? error.message : error).replaceAll(to, '***');
    return { reason: reason.slice(0, 300), final: false };
  }
}

function outcomeOf({ id, attempts }: Claimed, failure: Failure | null, now: Date): Outcome {
  if (failure === null) return { id, state: 'sent', reason: null, again: null };
  const { reason } = failure;
  if (failure.final || attempts >= attemptsAllowed) return { id, state: 'stuck', reason, again: null };
  return { id, state: 'failed', reason, again: new Date(now.getTime() + firstWaitMs * 2 ** (attempts - 1)) };
}
