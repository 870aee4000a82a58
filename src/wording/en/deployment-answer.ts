import type { Words } from '../words.js';

const ofTask = (issue: number | null): string =>
  issue === null ? '' : ` Task #${issue} holds production now.`;

export const deploymentAnswer: Words['deploymentAnswer'] = {
  approved: {
    product: ({ commit, environment, issue }) =>
      `${commit} may go to ${environment}: it is exactly what was approved.${ofTask(issue)}`,
    known: ({ commit, environment }) =>
      `${commit} may go to ${environment}: it is what was released last, or what production is put back to.`,
  },
  refused: ({ commit, environment, issue, reason }) =>
    `${commit} may not go to ${environment}. ${reason}${ofTask(issue)} Only what Greenlight is shipping, or has released last, may be deployed there; everything else goes through a task.`,
};
