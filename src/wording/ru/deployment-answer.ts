import type { Words } from '../words.js';

const ofTask = (issue: number | null): string =>
  issue === null ? '' : ` Продакшен сейчас занят задачей #${issue}.`;

export const deploymentAnswer: Words['deploymentAnswer'] = {
  approved: {
    product: ({ commit, environment, issue }) =>
      `${commit} можно развернуть в ${environment}: это именно то, что одобрено.${ofTask(issue)}`,
    known: ({ commit, environment }) =>
      `${commit} можно развернуть в ${environment}: это последний релиз или версия, к которой возвращается продакшен.`,
  },
  refused: ({ commit, environment, issue, reason }) =>
    `${commit} нельзя развернуть в ${environment}. ${reason}${ofTask(issue)} Развернуть можно только то, что Greenlight выпускает сейчас или выпустил последним; всё остальное проходит через задачу.`,
};
