// Steps and the photos that they show, as COPY reads them.
import type { DemoCase } from '../history/world.ts';
import { BinaryRows } from './binary-rows.ts';
import { linesOf, type Value } from './copy.ts';

export const stepColumns = `district_id case_id seq id at move state actor_account actor_post actor_kind actor_name
  actor_title note internal lon lat accuracy photos data prev_hash hash`.split(/\s+/);
export const photoColumns = 'district_id case_id file_id seq kind internal'.split(' ');

export const photoLines = (cases: readonly DemoCase[]) => [...linesOf(photoRows(cases))];

/** In the order of the columns, in binary: there are nine million of them, on the threads that all wait for. */
export function stepRows(cases: readonly DemoCase[]): Uint8Array<ArrayBuffer>[] {
  const rows = new BinaryRows();
  for (const { row, steps } of cases) {
    for (const step of steps) {
      rows.row(stepColumns.length);
      rows.int(row.district_id);
      rows.uuid(row.id);
      rows.int(step.seq);
      rows.uuid(step.id);
      rows.time(step.at);
      rows.text(step.move);
      rows.text(step.state);
      rows.uuid(step.actorAccount);
      rows.uuid(step.actorPost);
      rows.text(step.actorKind);
      rows.text(step.actorName);
      rows.text(step.actorTitle);
      rows.text(step.note);
      rows.bool(step.internal);
      rows.double(step.lon);
      rows.double(step.lat);
      rows.real(step.accuracy);
      rows.json(step.photos);
      rows.json(step.data);
      rows.bytes(step.prevHash);
      rows.bytes(step.hash);
    }
  }
  return rows.end();
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
