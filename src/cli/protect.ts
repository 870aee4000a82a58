import { parseArgs } from 'node:util';
import { Octokit } from '@octokit/rest';
import { serverVariables } from '#config/server-variables.js';
import { UserError } from '#errors/user-error.js';
import { silentLog } from '#github/silent-log.js';
import type { CliCommand } from './cli-command.js';
import { readRepository, type RepositoryName } from './read-repository.js';
import type { Terminal } from './terminal.js';

type Variables = Terminal['variables'];

/** By this name the ruleset is found again. */
const name = 'greenlight';

/** What the ruleset says: on the default branch, nothing is merged before this App says that it may. */
const rulesetOf = (appId: number) => ({
  name,
  target: 'branch' as const,
  enforcement: 'active' as const,
  conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
  rules: [
    {
      type: 'required_status_checks' as const,
      parameters: {
        strict_required_status_checks_policy: false,
        required_status_checks: [{ context: 'greenlight', integration_id: appId }],
      },
    },
  ],
});

/** `greenlight protect`: makes the ruleset that lets nothing be merged without Greenlight, with the rights of whoever runs it. */
export const protect: CliCommand = {
  usage: 'greenlight protect OWNER/REPO [--app-id ID] [--dry-run]',
  help: 'Makes the ruleset that requires the check of this App; with the token in GITHUB_TOKEN, of an admin of the repository.',
  run: async (args, { say, variables }) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'app-id': { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
    });
    const at = readRepository(positionals[0] ?? '');
    const appId = readAppId(values['app-id'] ?? variables['APP_ID']);
    const octokit = openOctokit(variables);
    try {
      for (const line of await apply(octokit, at, { appId, dryRun: values['dry-run'] })) say(line);
    } catch (error) {
      throw toUserError(error, at);
    }
    return 0;
  },
};

async function apply(
  octokit: Octokit,
  at: RepositoryName,
  { appId, dryRun }: { appId: number; dryRun: boolean },
): Promise<readonly string[]> {
  const there = await octokit.paginate(octokit.rest.repos.getRepoRulesets, { ...at, per_page: 100 });
  // One of the organisation's is not the repository's to change.
  const own = there.find((ruleset) => ruleset.name === name && ruleset.source_type === 'Repository');
  const what = [
    `${own === undefined ? 'A new ruleset' : `The ruleset ${own.id}`} “${name}” on the default branch of ${at.owner}/${at.repo}:`,
    `  the check greenlight must be green before a merge, and only App ${appId} may report it.`,
  ];
  if (dryRun) return [...what, 'Nothing was changed (--dry-run).'];
  const ruleset = { ...at, ...rulesetOf(appId) };
  const { data } =
    own === undefined
      ? await octokit.rest.repos.createRepoRuleset(ruleset)
      : await octokit.rest.repos.updateRepoRuleset({ ...ruleset, ruleset_id: own.id });
  const where = data._links?.html?.href;
  return [...what, `Done${where === undefined ? '' : `: ${where}`}`];
}

function readAppId(text: string | undefined): number {
  if (text === undefined || text === '') throw new UserError('app_id_missing');
  if (!/^\d+$/.test(text)) throw new UserError('app_id_invalid');
  return Number(text);
}

function openOctokit(variables: Variables): Octokit {
  const auth = variables['GITHUB_TOKEN'] ?? variables['GH_TOKEN'] ?? '';
  if (auth === '') throw new UserError('token_missing');
  const { GHE_HOST: host, GHE_PROTOCOL: protocol = serverVariables.GHE_PROTOCOL.fallback } = variables;
  const baseUrl = host ? `${protocol}://${host}/api/v3` : 'https://api.github.com';
  return new Octokit({ auth, baseUrl, log: silentLog });
}

function toUserError(error: unknown, { owner, repo }: RepositoryName): unknown {
  const { status, message } = error as { status?: number; message?: string };
  if (status === undefined) return error;
  const about = `${owner}/${repo} (${status}, ${message ?? ''})`;
  if (status === 401) return new UserError('token_refused', { cause: error, about });
  if (status === 403 || status === 404) return new UserError('not_an_admin', { cause: error, about });
  return new UserError(status >= 500 ? 'github_unreachable' : 'github_refused', { cause: error, about });
}
