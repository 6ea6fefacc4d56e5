import { type Actor, areasFor } from '#kernel/actor';
import { refuse } from '#kernel/refuse';

/** The catalogue is the district's: who changes it holds the right at the root, whose path has one code and one slash. */
export const needWholeDistrict = (actor: Actor): void => {
  const isRoot = (path: string) => path.indexOf('/') === path.length - 1;
  if (!areasFor(actor, 'catalogue.edit').some(isRoot)) refuse('right.missing');
};
