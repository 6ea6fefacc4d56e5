import type { FileStore } from '#kernel/file-store';

/** A store that can be full: the first picture of a photo still finds room, the next does not. */
export function fillableStore(store: FileStore): FileStore & { full: boolean } {
  return {
    ...store,
    full: false,
    async put(district, id, form, bytes) {
      if (this.full && form !== 'orig')
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      return store.put(district, id, form, bytes);
    },
  };
}
