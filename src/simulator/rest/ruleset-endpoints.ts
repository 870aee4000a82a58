import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import {
  choiceField,
  isRecord,
  listField,
  numberParameter,
  recordField,
  requiredText,
  textsField,
} from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import type { Json } from '../render/json.js';
import { renderTime } from '../render/render-time.js';
import { pageUrl, repositoryApiUrl } from '../render/urls.js';
import { found, nameOf } from '../state/find.js';
import { nodeId } from '../state/node-id.js';
import type { Ruleset } from '../state/ruleset.js';
import { refuse } from '../state/refuse.js';
import { rulesetsOf } from '../state/required-checks.js';

const repo = '/repos/{owner}/{repo}';
const enforcements = ['active', 'disabled', 'evaluate'] as const;

/** Rulesets, of which the required checks count; other rules are refused rather than forgotten. */
export const rulesetEndpoints: RepositoryRoutes = {
  [`GET ${repo}/rulesets`]: (call) =>
    listAnswer(call, call.repository.rulesets, (ruleset) => renderShort(call, ruleset)),
  [`POST ${repo}/rulesets`]: (call) => {
    const { world, repository } = call;
    const id = world.newId();
    const now = world.now();
    const ruleset = { id, nodeId: nodeId('RRS', id), createdAt: now, updatedAt: now, ...fieldsOf(call) };
    if (repository.rulesets.some(({ name }) => name === ruleset.name))
      throw refuse.invalid('Validation Failed: Name must be unique');
    repository.rulesets.push(ruleset);
    return { status: 201, body: renderRuleset(call, ruleset) };
  },
  [`GET ${repo}/rulesets/{ruleset_id}`]: (call) => ({
    status: 200,
    body: renderRuleset(call, rulesetOf(call)),
  }),
  [`PUT ${repo}/rulesets/{ruleset_id}`]: (call) => {
    const ruleset = Object.assign(rulesetOf(call), fieldsOf(call), { updatedAt: call.world.now() });
    return { status: 200, body: renderRuleset(call, ruleset) };
  },
  [`GET ${repo}/rules/branches/{branch}`]: rulesOfBranch,
};

function rulesetOf({ repository, params }: RepositoryCall): Ruleset {
  const id = numberParameter(params, 'ruleset_id');
  return found(repository.rulesets.find((ruleset) => ruleset.id === id));
}

function fieldsOf({ body }: RepositoryCall) {
  const { include, exclude } = conditionsOf(body);
  const rules = (listField(body, 'rules') ?? []).filter(isRecord);
  const foreign = rules.find(({ type }) => type !== 'required_status_checks');
  if (foreign) throw refuse.invalid(`The simulated GitHub has no rule ${String(foreign['type'])}`);
  return {
    name: requiredText(body, 'name', 'Ruleset'),
    enforcement: choiceField(body, 'enforcement', enforcements) ?? 'active',
    include,
    exclude,
    requiredChecks: rules.flatMap((rule) => checksOf(recordField(rule, 'parameters') ?? {})),
  };
}

function conditionsOf(body: Record<string, unknown>): { include: string[]; exclude: string[] } {
  const names = recordField(recordField(body, 'conditions') ?? {}, 'ref_name') ?? {};
  return { include: textsField(names, 'include') ?? [], exclude: textsField(names, 'exclude') ?? [] };
}

function checksOf(parameters: Record<string, unknown>): Ruleset['requiredChecks'] {
  return (listField(parameters, 'required_status_checks') ?? []).filter(isRecord).map((check) => {
    const appId = check['integration_id'];
    return {
      context: requiredText(check, 'context', 'Ruleset'),
      appId: typeof appId === 'number' ? appId : null,
    };
  });
}

function rulesOfBranch(call: RepositoryCall): Answer {
  const { repository, params } = call;
  const rules = rulesetsOf(repository, params['branch'] ?? '').flatMap((ruleset) =>
    renderRules(ruleset).map((rule) => ({
      ...rule,
      ruleset_source_type: 'Repository',
      ruleset_source: nameOf(repository),
      ruleset_id: ruleset.id,
    })),
  );
  return listAnswer(call, rules, (rule) => rule);
}

function renderRules({ requiredChecks }: Ruleset): Json[] {
  if (requiredChecks.length === 0) return [];
  const checks = requiredChecks.map(({ context, appId }) => ({
    context,
    ...(appId === null ? {} : { integration_id: appId }),
  }));
  const parameters = {
    strict_required_status_checks_policy: false,
    do_not_enforce_on_create: false,
    required_status_checks: checks,
  };
  return [{ type: 'required_status_checks', parameters }];
}

function renderShort({ world, repository }: RepositoryCall, ruleset: Ruleset): Json {
  const self = repositoryApiUrl(world, repository, `/rulesets/${ruleset.id}`);
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: 'branch',
    source_type: 'Repository',
    source: nameOf(repository),
    enforcement: ruleset.enforcement,
    node_id: ruleset.nodeId,
    _links: {
      self: { href: self },
      html: { href: pageUrl(world, repository, `/rules/${ruleset.id}`) },
    },
    created_at: renderTime(ruleset.createdAt),
    updated_at: renderTime(ruleset.updatedAt),
  };
}

function renderRuleset(call: RepositoryCall, ruleset: Ruleset): Json {
  return {
    ...renderShort(call, ruleset),
    bypass_actors: [],
    current_user_can_bypass: 'never',
    conditions: { ref_name: { include: ruleset.include, exclude: ruleset.exclude } },
    rules: renderRules(ruleset),
  };
}
