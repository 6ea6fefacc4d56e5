/** An open screen: the cases it heard of and the last event id, by which it resumes. */
export interface Screen {
  heard: Set<string>;
  lastId(): string;
  close(): Promise<void>;
}

export async function openScreen(base: string, cookie: string, lastId?: string): Promise<Screen> {
  const stop = new AbortController();
  const answer = await fetch(`${base}/api/live`, {
    headers: { cookie, ...(lastId && { 'last-event-id': lastId }) },
    signal: stop.signal,
  });
  if (answer.status !== 200) throw new Error(`The live line answers ${answer.status}.`);
  const heard = new Set<string>();
  let last = '';
  let text = '';
  const reading = (async () => {
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const frame = text.slice(0, end);
        text = text.slice(end + 2);
        last = /^id: (\d+)$/m.exec(frame)?.[1] ?? last;
        const caseId = /"caseId":"([^"]+)"/.exec(frame)?.[1];
        if (caseId) heard.add(caseId);
      }
    }
  })().catch(() => undefined); // cut, by the test or by the fault
  return {
    heard,
    lastId: () => last,
    close: async () => {
      stop.abort();
      await reading;
    },
  };
}
