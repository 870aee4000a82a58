import type { Language } from '#config/language.js';
import type { Task } from '#process/task.js';
import { plainWords } from './safety/plain-words.js';
import { speak } from './speak.js';
import type { DeploymentState, DeploymentVerb, EnvironmentKind } from './words.js';

/** Longer first lines are cut by GitHub and by git. */
const mostOfTitle = 65;

/** What a GitHub Deployment says of itself, in at most 140 characters. */
export function sayDeployment(
  verb: DeploymentVerb,
  kind: EnvironmentKind,
  state: DeploymentState,
  language?: Language,
): string {
  return speak(language).deployments[verb][kind][state];
}

/** The message of the merge that is tried in the sandbox. It names no issue by `#`: GitHub would list each try there. */
export function sayMergeMessage(task: Pick<Task, 'number' | 'title'>, language?: Language): string {
  return speak(language).record.mergeMessage(task.number, plainWords(task.title, 200));
}

/** The first line of the merge that is released. */
export function sayMergeTitle(task: Pick<Task, 'number' | 'title'>, language?: Language): string {
  return speak(language).record.mergeTitle(plainWords(task.title, mostOfTitle), task.number);
}
