/** A fault of the surroundings (address, rights, version): its message is one sentence for the person who starts Gezhi. */
export class SetupFault extends Error {
  override name = 'SetupFault';
}

/** The sentence for a database that cannot be reached; never holds the password. */
export function unreachable(error: unknown, url: string): unknown {
  const { code, message } = error as { code?: string; message?: string };
  const sentence = sentences(placeOf(url))[code ?? ''];
  if (sentence) return new SetupFault(sentence, { cause: error });
  if (/password|SASL|SCRAM/.test(message ?? ''))
    return new SetupFault(sentences(placeOf(url))['28P01'], { cause: error });
  return error;
}

interface Place {
  host: string;
  port: string;
  user: string;
  database: string;
}

function placeOf(url: string): Place {
  try {
    const { hostname, port, username, pathname, searchParams } = new URL(url);
    return {
      host: decodeURIComponent(hostname) || searchParams.get('host') || 'localhost',
      port: port || searchParams.get('port') || '5432',
      user: decodeURIComponent(username),
      database: decodeURIComponent(pathname.slice(1)),
    };
  } catch (error) {
    throw new SetupFault('The database URL is not a URL; it looks like postgres://user:password@host:5432/database.', {
      cause: error,
    });
  }
}

function sentences({ host, port, user, database }: Place): Record<string, string> {
  const server = `${host}:${port}`;
  return {
    ECONNREFUSED: `No PostgreSQL answers at ${server}; is it running, and is the address right?`,
    ENOENT: `No PostgreSQL answers at ${server}; is it running, and is the address right?`,
    ETIMEDOUT: `PostgreSQL at ${server} did not answer in time; is the address right and the firewall open?`,
    EHOSTUNREACH: `PostgreSQL at ${server} cannot be reached over the network; is the address right?`,
    ENOTFOUND: `The database host "${host}" is not known; is the name in the URL right?`,
    EAI_AGAIN: `The database host "${host}" could not be looked up just now; is the network up?`,
    '28P01': `PostgreSQL at ${server} refused the password of user "${user}".`,
    '28000': `PostgreSQL at ${server} does not let user "${user}" in; see its pg_hba.conf.`,
    '3D000': `PostgreSQL at ${server} has no database "${database}"; create it first.`,
    '53300': `PostgreSQL at ${server} has no connection left; raise its max_connections.`,
  };
}
