import { ConfigFault, readConfig } from '#kernel/config';
import { SetupFault } from '#kernel/setup-fault';
import { serve } from './serve.ts';

let stop: (() => Promise<void>) | undefined;
let stopping = false;

async function end(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stop?.();
  process.exit(0);
}

process.on('SIGINT', () => void end());
process.on('SIGTERM', () => void end());

try {
  stop = await serve(readConfig(process.env), 'all');
  // Asked to end while it was still starting.
  if (stopping) {
    await stop();
    process.exit(0);
  }
} catch (error) {
  if (!(error instanceof SetupFault || error instanceof ConfigFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
