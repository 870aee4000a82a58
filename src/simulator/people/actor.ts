import { randomBytes } from 'node:crypto';
import type { Actor } from '../github.js';
import type { Account } from '../state/records.js';
import { findAccount } from '../state/find.js';
import type { World } from '../state/world.js';
import { changeBranches } from './change-branches.js';
import { changeIssues } from './change-issues.js';
import { changePulls } from './change-pulls.js';
import { changeRepositories } from './change-repositories.js';
import { changeTeams } from './change-teams.js';
import { clickChecks } from './click-checks.js';
import { doAs, type Do } from './do-as.js';

/** A person at the web interface, or at git. */
export function actor(world: World, login: string): Actor {
  const person = findAccount(world, login);
  const act: Do = (attempt, change) => doAs({ ...attempt, world, login: person.login }, change);
  return {
    login: person.login,
    token: () => newToken(world, person),
    cloneUrl: (repository) => {
      const credentials = `${person.login}:${newToken(world, person)}`;
      return `${world.url.replace('//', `//${credentials}@`)}/${repository}.git`;
    },
    ...changeIssues(act),
    ...changePulls(act),
    ...changeBranches(act),
    ...clickChecks(act),
    ...changeRepositories(act),
    ...changeTeams(world, person),
  };
}

function newToken(world: World, person: Account): string {
  const token = `ghp_${randomBytes(18).toString('hex')}`;
  world.personalTokens.set(token, person);
  return token;
}
