import { address, Refusal, Unreachable } from '#web/api.ts';
import { lang } from '#web/prefs.ts';

/** As a request of our own, not as a link: a refusal then says why instead of downloading an error. */
export async function download(path: string, query: Parameters<typeof address>[1], name: string): Promise<void> {
  // What has no language of its own says so: `lang: undefined`.
  const url = address(path, { lang: lang(), ...query });
  const answer = await fetch(url, { credentials: 'same-origin', headers: { 'accept-language': lang() } }).catch(() => {
    throw new Unreachable('no answer');
  });
  if (!answer.ok) throw new Refusal(answer.status, await answer.json().catch(() => ({})));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
