import { randomBytes } from 'node:crypto';
import type { Actor } from '../github.js';
import { findAccount } from '../state/find.js';
import type { World } from '../state/world.js';
import { changeBranches } from './change-branches.js';
import { changeIssues } from './change-issues.js';
import { changePulls } from './change-pulls.js';
import { clickChecks } from './click-checks.js';
import { doAs, type Attempt } from './do-as.js';
import type { Doer } from '../acts/doer.js';

/** Runs a change of a repository as one person; `role` is what it takes, `what` names it in a refusal. */
export type Do = <T>(
  attempt: Pick<Attempt, 'repository' | 'role' | 'what'>,
  change: (doer: Doer) => Promise<T> | T,
) => Promise<T>;

/** A person at the web interface, or at git. */
export function actor(world: World, login: string): Actor {
  const person = findAccount(world, login);
  const act: Do = (attempt, change) => doAs({ ...attempt, world, login: person.login }, change);
  return {
    login: person.login,
    cloneUrl: (repository) => {
      const token = `ghp_${randomBytes(18).toString('hex')}`;
      world.personalTokens.set(token, person);
      return `${world.url.replace('//', `//${person.login}:${token}@`)}/${repository}.git`;
    },
    ...changeIssues(act),
    ...changePulls(act),
    ...changeBranches(act),
    ...clickChecks(act),
  };
}
