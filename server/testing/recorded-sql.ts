import { appendFileSync } from 'node:fs';

/** Remembers every statement text of a test process and who sent it; the query lint reads them all after the run. */
export function sqlRecorder(file: string): ((text: string) => void) | undefined {
  if (!file) return undefined;
  const seen = new Set<string>();
  return (text) => {
    if (seen.has(text)) return;
    seen.add(text);
    // One write a line, so that lines of two processes do not mix.
    appendFileSync(file, `${JSON.stringify({ text, from: sender() })}\n`);
  };
}

/** The first frame of a module or of a test. */
function sender(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const frames = (new Error().stack ?? '').split('\n');
  Error.stackTraceLimit = limit;
  const frame = frames.find((line) => /\/server\/(modules|migrations)\/|\.test\.ts|\/(bench|demo)\//.test(line));
  return frame ? frame.trim() : 'unknown caller';
}
