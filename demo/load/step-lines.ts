// Steps and the photos that they show, as lines for COPY.
import type { DemoCase } from '../history/world.ts';
import { field, linesOf, piecesOf, type Value } from './copy.ts';

export const stepColumns = `district_id case_id seq id at move state actor_account actor_post actor_kind actor_name
  actor_title note internal lon lat accuracy photos data prev_hash hash`.split(/\s+/);
export const photoColumns = 'district_id case_id file_id seq kind internal'.split(' ');

export const stepLines = (cases: readonly DemoCase[]) => [...piecesOf(textsOf(cases))];
export const photoLines = (cases: readonly DemoCase[]) => [...linesOf(photoRows(cases))];

/** Written out and not by the list of columns: there are nine million of them, on the thread that all wait for. */
function* textsOf(cases: readonly DemoCase[]): Generator<string> {
  for (const { row, steps } of cases) {
    const head = `${row.district_id}\t${row.id}\t`;
    let before = '';
    for (const step of steps) {
      const { seq, id, at, move, state, internal, lon, lat, accuracy } = step;
      const hash = step.hash.toString('hex');
      before ||= step.prevHash.toString('hex');
      const who = `${field(step.actorAccount)}\t${field(step.actorPost)}\t${step.actorKind}\t${field(step.actorName)}\t${field(step.actorTitle)}`;
      const where = lon === null ? '\\N\t\\N\t\\N' : `${lon}\t${field(lat)}\t${field(accuracy)}`;
      const photos = step.photos.length === 0 ? '[]' : field(step.photos);
      yield `${head}${seq}\t${id}\t${at.toISOString()}\t${move}\t${state}\t${who}\t${field(step.note)}\t${internal}\t${where}\t${photos}\t${field(step.data)}\t\\\\x${before}\t\\\\x${hash}\n`;
      before = hash;
    }
  }
}

function* photoRows(cases: readonly DemoCase[]): Generator<Value[]> {
  for (const { row, steps } of cases) {
    const shown = new Set<string>();
    for (const step of steps) {
      for (const photo of step.photos) {
        if (shown.has(photo.id)) continue;
        shown.add(photo.id);
        yield [row.district_id, row.id, photo.id, step.seq, photo.kind, step.internal];
      }
    }
  }
}
