/** Somebody who proved who he is. */
export interface ProvedIdentity {
  district: number;
  accountId: string;
  login: string;
  name: string;
}

/** What a person shows: a login and password, or later the ticket of WeCom or of a town's single sign-on. */
export type Credential = { kind: 'password'; login: string; password: string } | { kind: 'ticket'; ticket: string };

/**
 * A way to prove who one is. It refuses with session.wrong-password, session.locked or session.disabled; sessions, posts
 * and rights are the same whichever way was taken.
 */
export interface IdentityProvider {
  readonly name: string;
  prove(credential: Credential, from: { address: string; agent: string | null }): Promise<ProvedIdentity>;
}
