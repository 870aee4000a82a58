import type { Octokit } from '@octokit/rest';
import { type Defaults, defaultSettings, parseConfig } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';
import type { RepositoryName } from '../read-repository.js';
import { type Finding, note, problem, well } from './finding.js';
import { lookAtRoles } from './look-at-roles.js';
import { findInstallation } from '../find-installation.js';
import { type Patient, statusOf } from './patient.js';

interface Required {
  readonly context: string;
  readonly appId: number | null;
}

const file = '.github/greenlight.yml';
/** The check that a merge waits for. */
const check = 'greenlight';

/** Whether the App is on a repository, merging waits for its check, and its configuration and roles can be used. */
export async function lookAtRepository(patient: Patient, at: RepositoryName): Promise<readonly Finding[]> {
  const name = `${at.owner}/${at.repo}`;
  const installation = await findInstallation(patient.app, at);
  if (installation === null) return [problem('app_not_installed', name)];
  const octokit = patient.installation(installation);
  const { data } = await octokit.rest.repos.get(at);
  const { found, settings } = await lookAtConfig(octokit, at);
  return [
    well(`the App is installed on ${name}`),
    await lookAtCheck(octokit, { ...at, branch: data.default_branch }, patient.settings.appId),
    ...found,
    ...(settings === null ? [] : await lookAtRoles(octokit, at, settings)),
  ];
}

async function lookAtCheck(
  octokit: Octokit,
  at: RepositoryName & { branch: string },
  appId: number,
): Promise<Finding> {
  const rules = (await loadRequired(octokit, at)).filter(({ context }) => context === check);
  if (rules.length === 0) return problem('check_not_required', `on ${at.branch}`);
  if (rules.some((rule) => rule.appId === appId)) return well(`${at.branch} requires the check of this App`);
  const other = rules.find((rule) => rule.appId !== null);
  return problem(
    'check_not_pinned',
    other ? `on ${at.branch} it is App ${other.appId}’s` : `on ${at.branch}`,
  );
}

/** By rulesets, and by the older branch protection. */
async function loadRequired(
  octokit: Octokit,
  at: RepositoryName & { branch: string },
): Promise<readonly Required[]> {
  const rules = await octokit.paginate(octokit.rest.repos.getBranchRules, { ...at, per_page: 100 });
  const { data } = await octokit.rest.repos.getBranch(at);
  const classic = (data.protection as { required_status_checks?: { checks?: unknown } } | undefined)
    ?.required_status_checks?.checks;
  return [
    ...rules.flatMap((rule) =>
      rule.type === 'required_status_checks' ? (rule.parameters?.required_status_checks ?? []) : [],
    ),
    ...(Array.isArray(classic) ? (classic as readonly object[]) : []),
  ].map(toRequired);
}

function toRequired(rule: { context?: string; integration_id?: number; app_id?: number | null }): Required {
  const appId = rule.integration_id ?? rule.app_id ?? null;
  return { context: rule.context ?? '', appId: appId !== null && appId > 0 ? appId : null };
}

async function lookAtConfig(
  octokit: Octokit,
  at: RepositoryName,
): Promise<{ found: readonly Finding[]; settings: Settings | null }> {
  const text = await loadText(octokit, at);
  const defaults = await loadShared(octokit, at);
  if (text === null && defaults === null)
    return { found: [note('config_missing', `${at.owner}/${at.repo}`)], settings: defaultSettings };
  const parsed = parseConfig(text ?? '', defaults);
  if (parsed.ok) {
    const beside = defaults === null ? file : `${file}, with what ${defaults.from} says,`;
    return { found: [well(`${beside} can be used`)], settings: parsed.settings };
  }
  const found = parsed.problems.map(({ line, key, message, from }) => {
    const place = `${from === undefined ? '' : `${from}: `}${file}:${line}`;
    return problem('config_unusable', `${place}: ${key === '' ? '' : `${key}: `}${message}`);
  });
  return { found, settings: null };
}

/** What the repositories of this owner share. */
async function loadShared(octokit: Octokit, { owner, repo }: RepositoryName): Promise<Defaults | null> {
  if (repo.toLowerCase() === '.github') return null;
  const text = await loadText(octokit, { owner, repo: '.github' });
  return text === null ? null : { from: `${owner}/.github`, text };
}

async function loadText(octokit: Octokit, at: RepositoryName): Promise<string | null> {
  try {
    const { data } = await octokit.rest.repos.getContent({ ...at, path: file });
    const content = 'content' in data ? data.content : '';
    return Buffer.from(content, 'base64').toString('utf8');
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
