/**
 * Passwords of HTTP basic authentication against bcrypt hashes. Hashing is slow on purpose: one at a
 * time, few waiting, and what was right once is remembered.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { compare } from 'bcryptjs';

/** `busy`: too many passwords are waiting to be checked. */
export type Admission = 'admitted' | 'refused' | 'busy';

export interface Gate {
  /** Judges the `Authorization` header of a request; `users` has a bcrypt hash for each name. */
  admit(users: ReadonlyMap<string, string>, header: string | undefined): Promise<Admission>;
}

/** Passwords that wait behind the one being checked. */
const WAITING_MAX = 8;
const REMEMBERED_MAX = 100;

export function createGate(): Gate {
  const secret = randomBytes(32);
  const remembered = new Set<string>();
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** Names the attempt without holding the password. A changed hash is another attempt. */
  const nameOf = (user: string, password: string, hash: string): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify([user, password, hash]))
      .digest('base64');

  const remember = (name: string): void => {
    remembered.add(name);
    if (remembered.size > REMEMBERED_MAX) remembered.delete(remembered.values().next().value!);
  };

  return {
    async admit(users, header) {
      const credentials = credentialsOf(header);
      if (credentials === undefined) return 'refused';
      const { user, password } = credentials;
      const known = users.get(user);
      // An unknown user takes as long as a known one.
      const hash = known ?? dummyFor(users);
      const name = nameOf(user, password, hash);
      if (known !== undefined && remembered.has(name)) return 'admitted';
      if (waiting >= WAITING_MAX) return 'busy';
      waiting++;
      const turn = last.then(() => compare(password, hash));
      last = turn.catch(() => false).finally(() => waiting--);
      if (!(await turn) || known === undefined) return 'refused';
      remember(name);
      return 'admitted';
    },
  };
}

function credentialsOf(
  header: string | undefined,
): { readonly user: string; readonly password: string } | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+=*) *$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** A hash that no password has, as dear as the dearest of the users'. */
function dummyFor(users: ReadonlyMap<string, string>): string {
  const costs = [...users.values()].map((hash) => hash.slice(4, 6)).sort();
  return `$2b$${costs.at(-1) ?? '10'}$${'.'.repeat(53)}`;
}
