import { renderTime, renderTimeOrNull } from '../render/render-time.js';
import { pageUrl } from '../render/urls.js';
import type { AppIdentity, CheckRun, CheckSuite } from '../state/records.js';
import { suiteResult } from '../state/suite-result.js';
import { isRequired, type ForPull } from './is-required.js';
import type { Scope } from './scope.js';

export function checkRunNode(scope: Scope, run: CheckRun): object {
  const { world, repository, self } = scope;
  return {
    __typename: 'CheckRun',
    id: run.nodeId,
    databaseId: run.id,
    name: run.name,
    externalId: run.externalId,
    detailsUrl: run.detailsUrl ?? pageUrl(world, repository, `/runs/${run.id}`),
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    startedAt: renderTime(run.startedAt),
    completedAt: renderTimeOrNull(run.completedAt),
    title: run.output.title,
    summary: run.output.summary,
    text: run.output.text,
    repository: self,
    checkSuite: suiteNode(scope, run.suite),
    isRequired: (args: ForPull) =>
      isRequired(scope, args, ({ context, appId }) => {
        return context === run.name && (appId === null || appId === run.app.id);
      }),
  };
}

function suiteNode({ repository, self }: Scope, suite: CheckSuite): object {
  const { status, conclusion } = suiteResult(repository.checkRuns.filter((run) => run.suite === suite));
  return {
    __typename: 'CheckSuite',
    id: suite.nodeId,
    databaseId: suite.id,
    app: appNode(suite.app),
    status: status.toUpperCase(),
    conclusion: conclusion?.toUpperCase() ?? null,
    repository: self,
  };
}

function appNode({ nodeId, id, name, slug }: AppIdentity): object {
  return { __typename: 'App', id: nodeId, databaseId: id, name, slug };
}
