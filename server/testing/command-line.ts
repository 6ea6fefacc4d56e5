import { execFile } from 'node:child_process';

export interface Ended {
  code: number;
  out: string;
  err: string;
  /** The last line of what was said on standard error: the sentence a person reads. */
  sentence: string;
}

/** Runs the program as a person at a terminal would; `under` is a shell line that ends in running "$@". */
export function commandLine(settings: Record<string, string>) {
  return (args: string[], more: Record<string, string> = {}, under = 'exec "$@"'): Promise<Ended> =>
    new Promise((resolve) => {
      const words = [process.execPath, '--disable-warning=ExperimentalWarning', 'server/cli.ts', ...args];
      const child = execFile(
        'sh',
        ['-c', under, 'sh', ...words],
        { env: { ...process.env, GEZHI_LOG: 'silent', ...settings, ...more }, timeout: 120_000 },
        (error, out, err) =>
          resolve({
            code: error ? Number(error.code ?? 1) : 0,
            out,
            err,
            sentence: err.trim().split('\n').at(-1) ?? '',
          }),
      );
      child.stdin?.end();
    });
}
