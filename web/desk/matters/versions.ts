import type { MatterVersion } from '#contract/matters';

/** A dialog of the list that is open. */
export type Doing = 'import' | 'compare' | 'publish' | 'discard' | 'add';

export const draftOf = (versions: readonly MatterVersion[]) => versions.find(({ publishedAt }) => publishedAt === null);
export const inForceOf = (versions: readonly MatterVersion[]) =>
  versions.find(({ publishedAt }) => publishedAt !== null);
