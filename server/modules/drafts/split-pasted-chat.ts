import type { ChatDraft } from '#contract/drafts';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { findAddress } from '#modules/areas';
import { suggestCategories } from '#modules/catalogue';
import { maskPhones } from './mask-phones.ts';
import { placeWords } from './place-words.ts';
import { type Matter, splitChat } from './split-chat.ts';

/**
 * Drafts of a pasted chat. Paste and drafts are held for this answer only: what becomes a case is filed by its own
 * report, the rest was never stored (docs/decisions/0027).
 */
export async function splitPastedChat({ services, actor, body }: Call<'POST /api/drafts/chat'>) {
  const { matters, messages, left } = splitChat(body.text, services.clock());
  const rows: ChatDraft[] = [];
  for (const matter of matters) rows.push(await draftOf(services, actor.district, matter, body.areaId));
  return { rows, messages, left };
}

async function draftOf(
  services: Services,
  district: number,
  matter: Matter,
  areaId: string | undefined,
): Promise<ChatDraft> {
  const words = placeWords(matter.body);
  const [place, categories] = await Promise.all([
    guessPlace(services, district, words, areaId),
    suggestCategories(services, district, matter.body),
  ]);
  return {
    body: maskPhones(matter.body),
    saidAt: matter.at?.toISOString() ?? null,
    messages: matter.messages,
    said: matter.said.map(({ by, at, text }) => ({
      by: maskPhones(by),
      at: at?.toISOString() ?? null,
      text: maskPhones(text),
    })),
    pictures: matter.pictures,
    placeWords: words[0] ?? null,
    place,
    categories,
  };
}

/** The building that the words name: in the group's own area first, then anywhere in the district. */
async function guessPlace(
  services: Services,
  district: number,
  words: readonly string[],
  areaId: string | undefined,
): Promise<ChatDraft['place']> {
  for (const q of words) {
    const near = areaId ? (await findAddress({ services, query: { district, q, areaId } })).rows : [];
    const rows = near.length > 0 ? near : (await findAddress({ services, query: { district, q } })).rows;
    const [first] = rows;
    // Many streets have a 3号楼: alone it names a building only among those of the group's own area.
    if (!first || (/^\d/.test(q) && near.length === 0)) continue;
    const { id, text, areaName, lon, lat } = first;
    const sure = /\d/.test(q) && rows.every((row) => row.areaId === first.areaId);
    return { addressId: id, text, areaId: first.areaId, areaName, lon, lat, sure };
  }
  return null;
}
