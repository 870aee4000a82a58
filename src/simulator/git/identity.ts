import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';

/** The git environment of a commit made by an account now; its e-mail leads back to the account. */
export function identity(world: World, account: Account): Record<string, string> {
  const date = `${Math.floor(world.now() / 1000)} +0000`;
  const name = account.name ?? account.login;
  const email = emailOf(account);
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}

export function emailOf(account: Account): string {
  return `${account.id}+${account.login}@users.noreply.github.com`;
}

/** The account whose e-mail this is, if any: forgeable, as on GitHub. */
export function accountOfEmail(world: World, email: string): Account | null {
  const login = /^\d+\+(.+)@users\.noreply\.github\.com$/.exec(email)?.[1];
  return (login === undefined ? undefined : world.accounts.get(login.toLowerCase())) ?? null;
}
