import { refusals } from '#contract/refusals';
import type { Config } from '#kernel/config';
import { Refusal, refusalText } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { SetupFault } from '#kernel/setup-fault';
import { openServices } from '../open-services.ts';

/** Runs a command with everything open, and closes it; a refusal becomes one sentence. */
export async function withServices<T>(
  config: Config,
  work: (services: Services, ownerUrl: string) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  const progress = (step: string) => void process.stderr.write(`  ${step}\n`);
  const { services, ownerUrl, close } = await openServices(
    { ...config, logLevel: 'warn' },
    { exclusive: false, settings, onProgress: progress },
  );
  try {
    return await work(services, ownerUrl);
  } catch (error) {
    if (error instanceof Refusal && refusals[error.code].status < 500) throw new SetupFault(refusalText(error, 'en'));
    throw error;
  } finally {
    await close();
  }
}
