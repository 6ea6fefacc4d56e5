import { type DestinationStream, type Logger, pino } from 'pino';

/** What of an error is worth keeping. All else that drivers hang on it (rows, parameters, recipients) stays out. */
const kept = ['code', 'severity', 'schema', 'table', 'constraint', 'routine', 'syscall', 'responseCode'] as const;

/** A statement that fails passes ten frames of driver and query builder before the file of ours that sent it. */
const framesKept = 25;

/**
 * The log of a process. It is read by people who may not see what residents wrote, so it holds what happened and where
 * in the program, never whose it was: no values of rows, no numbers of phones, no addresses of mails.
 */
export function openLog(level: string, to?: NodeJS.WritableStream): Logger {
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit, framesKept);
  const options = {
    level,
    redact: ['req.headers.cookie', 'req.headers.authorization'],
    serializers: { err: describeError },
  };
  // pino writes whole lines as text, which every stream takes.
  return to ? pino(options, to as DestinationStream) : pino(options);
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  const known = error as Error & Record<string, unknown>;
  const details = Object.fromEntries(
    kept.filter((name) => known[name] !== undefined).map((name) => [name, known[name]]),
  );
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  const parts = error instanceof AggregateError ? { errors: error.errors.map(describeError) } : {};
  const message = scrub(error.message);
  // The stack begins with the message as it was.
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { type: error.name, message, stack: [message, ...frames].join('\n'), ...details, ...parts, ...cause };
}

/** Messages of drivers quote what they were given: what is no plain name goes, and so do long numbers and mail addresses. */
function scrub(message: string): string {
  return message
    .slice(0, 500)
    .replaceAll(/"(?![\w.-]{1,63}")[^"]*"/g, '"…"')
    .replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '…@…')
    .replaceAll(/\d(?:[\s-]?\d){6,}/g, '…');
}
