import type { CheckRun, GitHub } from '#ports/github.js';
import { type Adapter, ofRepository } from './of-repository.js';

/** The name that a repository's rules require. */
const name = 'greenlight';

const shown = {
  waiting: { status: 'in_progress' },
  green: { status: 'completed', conclusion: 'success' },
  blocked: { status: 'completed', conclusion: 'action_required' },
} as const satisfies Record<CheckRun['state'], object>;

/** A run that is under way has no buttons: where people may use some, it is shown as waiting for them. */
const asking = shown.blocked;

/** The required check. */
export function openChecks(adapter: Adapter): Pick<GitHub, 'putCheck'> {
  return {
    async putCheck(repository, { id, head, state, title, summary, detailsUrl, buttons }) {
      const { octokit, at } = ofRepository(adapter, repository);
      const looks = state === 'waiting' && buttons.length > 0 ? asking : shown[state];
      const run = {
        ...at,
        ...looks,
        // Told anew each time: it is what tells a click on this state of the run from one on an earlier state that looked the same.
        ...('conclusion' in looks && { completed_at: new Date(adapter.now()).toISOString() }),
        name,
        output: { title, summary },
        actions: [...buttons],
        ...(detailsUrl !== null && { details_url: detailsUrl }),
      };
      const { data } =
        id === null
          ? await octokit.rest.checks.create({ ...run, head_sha: head })
          : await octokit.rest.checks.update({ ...run, check_run_id: id });
      return { id: data.id };
    },
  };
}
