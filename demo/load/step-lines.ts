// Steps and the photos that they show, as lines for COPY.
import type { DemoCase } from '../history/world.ts';
import { linesOf, type Value } from './copy.ts';

export const stepColumns = `district_id case_id seq id at move state actor_account actor_post actor_kind actor_name
  actor_title note internal lon lat accuracy photos data prev_hash hash`.split(/\s+/);
export const photoColumns = 'district_id case_id file_id seq kind internal'.split(' ');

export const stepLines = (cases: readonly DemoCase[]) => [...linesOf(stepRows(cases))];
export const photoLines = (cases: readonly DemoCase[]) => [...linesOf(photoRows(cases))];

function* stepRows(cases: readonly DemoCase[]): Generator<Value[]> {
  for (const { row, steps } of cases) {
    for (const step of steps) {
      yield [
        row.district_id,
        row.id,
        step.seq,
        step.id,
        step.at,
        step.move,
        step.state,
        step.actorAccount,
        step.actorPost,
        step.actorKind,
        step.actorName,
        step.actorTitle,
        step.note,
        step.internal,
        step.lon,
        step.lat,
        step.accuracy,
        step.photos,
        step.data,
        step.prevHash,
        step.hash,
      ];
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
