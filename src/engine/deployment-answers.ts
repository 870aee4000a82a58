import type { DeploymentAnswer, DeploymentAnswers } from '#ports/deployment-answers.js';
import type { Store } from '#ports/store.js';

/** Remembers what others said of deployments, whichever process hears it. */
export function openDeploymentAnswers(store: Pick<Store, 'loadNote' | 'saveNote'>): DeploymentAnswers {
  const nameOf = (repository: number, deployment: number): string =>
    `deployment-answer:${repository}:${deployment}`;
  const load: DeploymentAnswers['load'] = async (repository, deployment) => {
    const noted = await store.loadNote(nameOf(repository, deployment));
    return noted === null ? null : (JSON.parse(noted) as DeploymentAnswer);
  };
  return {
    load,
    note: async (repository, deployment, answer) => {
      const known = await load(repository, deployment);
      if (known !== null && !countsMore(answer, known)) return known;
      await store.saveNote(nameOf(repository, deployment), JSON.stringify(answer));
      return answer;
    },
  };
}

/** Deliveries come twice and in any order; GitHub's times are whole seconds, its ids only rise. */
function countsMore(answer: DeploymentAnswer, known: DeploymentAnswer): boolean {
  if (isEnd(answer) !== isEnd(known)) return isEnd(answer);
  return answer.at === known.at ? answer.id > known.id : answer.at > known.at;
}

/** Whether the pipeline has come to its end; GitHub calls a deployment inactive also long after it succeeded. */
export function isEnd({ state }: Pick<DeploymentAnswer, 'state'>): boolean {
  return state === 'success' || state === 'failure' || state === 'error';
}
