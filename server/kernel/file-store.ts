import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The forms a stored file has: two that are served and the original, which is sealed and never served. */
export type FileForm = 'view' | 'thumb' | 'orig';

/** Where bytes lie. On disk today; an object store offers the same four operations. */
export interface FileStore {
  /**
   * Returns only when the bytes would survive a power cut. False when the name is taken: what lies there stays as it is,
   * because hashes of it stand in the history of cases.
   */
  put(district: number, id: string, form: FileForm, bytes: Uint8Array): Promise<boolean>;
  /** undefined when there is none. */
  get(district: number, id: string, form: FileForm): Promise<Buffer | undefined>;
  has(district: number, id: string, form: FileForm): Promise<boolean>;
  remove(district: number, id: string): Promise<void>;
}

const forms: readonly FileForm[] = ['view', 'thumb', 'orig'];
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
let written = 0;

/** `${folder}/${district}/${aa}/${id}.${form}`, originals under `originals/` beside: they can lie on another disk. */
export function diskFileStore(folder: string): FileStore {
  const pathOf = (district: number, id: string, form: FileForm) => {
    const name = id.toLowerCase();
    // The id becomes a path: nothing but a UUID may.
    if (!idShape.test(name) || !Number.isSafeInteger(district)) throw new Error(`Not a file's id: ${id}`);
    // UUIDv7 begins with the time, so its last two characters spread the files evenly over 256 folders.
    const place = form === 'orig' ? join(folder, 'originals') : folder;
    return join(place, String(district), name.slice(-2), `${name}.${form}`);
  };
  return {
    put: (district, id, form, bytes) => writeDurably(pathOf(district, id, form), bytes),
    get: (district, id, form) => readFile(pathOf(district, id, form)).catch(nothing),
    has: async (district, id, form) => (await stat(pathOf(district, id, form)).catch(nothing)) !== undefined,
    async remove(district, id) {
      for (const form of forms) await rm(pathOf(district, id, form), { force: true });
    },
  };
}

function nothing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** A reader sees the whole file or none: written aside, synced, then named by a link, which never replaces a file. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<boolean> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  written += 1;
  const aside = `${path}.${process.pid}-${written}.part`;
  try {
    await writeAndSync(aside, bytes);
    return await linkOnce(aside, path);
  } finally {
    await rm(aside, { force: true });
    await syncFolder(folder);
  }
}

async function linkOnce(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      return false;
    },
  );
}

/** The name itself must survive a power cut too. */
async function syncFolder(folder: string): Promise<void> {
  const entry = await open(folder, 'r');
  try {
    await entry.sync();
  } finally {
    await entry.close();
  }
}

async function writeAndSync(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
