import { CommitUnknown, isBroken } from './pipelined-driver.ts';

/** SQLSTATEs of a database that is there but cannot do it now: overload, a time limit, a standby, a disk that fails. */
const busyCodes = /^(53[234]00|53000|40001|40P01|57014|55P03|25P03|25006|58030)$/;
/** Of the system: no more files may be open, or the database's name cannot be looked up. */
const systemCodes = new Set(['EMFILE', 'ENFILE', 'EAI_AGAIN', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH']);
const fullCodes = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/**
 * What the asker is told when it is not the asker's fault and passes: the same may be sent again. null: it is something
 * else. A COMMIT of unknown outcome counts too, for a command sent again is answered with its first answer.
 */
export function outageOf(error: unknown): 'server.unavailable' | 'server.full' | null {
  const { code = '', syscall, message = '' } = error as { code?: string; syscall?: string; message?: string };
  if (fullCodes.has(code)) return 'server.full';
  // ENOENT of a socket, not of a file that somebody asked for.
  if (code === 'ENOENT' && syscall !== 'connect') return null;
  const passes =
    error instanceof CommitUnknown ||
    isBroken(error) ||
    busyCodes.test(code) ||
    systemCodes.has(code) ||
    message.includes('timeout exceeded when trying to connect');
  return passes ? 'server.unavailable' : null;
}
