import { isPullRequest } from '../state/find.js';
import { renderIssue } from '../render/render-issue.js';
import type { Json } from '../render/json.js';
import type { Issue } from '../state/records.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';
import { emitPull } from './emit-pull.js';

/** Delivers what happened to an issue: an issues event, or a pull_request event when it is one. */
export function emitIssue(doer: Doer, issue: Issue, action: string, fields: Json = {}): void {
  if (isPullRequest(issue)) {
    emitPull(doer, issue, action, fields);
    return;
  }
  emit(doer, 'issues', action, { issue: renderIssue(doer.world, doer.repository, issue), ...fields });
}
