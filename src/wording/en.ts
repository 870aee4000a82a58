import { alerts } from './en/alerts.js';
import { asks } from './en/asks.js';
import { calls } from './en/calls.js';
import { card } from './en/card.js';
import { check } from './en/check.js';
import { deploymentAnswer } from './en/deployment-answer.js';
import { configChange } from './en/config-change.js';
import { commands } from './en/commands.js';
import { deployments } from './en/deployments.js';
import { environments } from './en/environments.js';
import { explain } from './en/explain.js';
import { help } from './en/help.js';
import { judging } from './en/judging.js';
import { notice } from './en/notice.js';
import { operations } from './en/operations.js';
import { people } from './en/people.js';
import { reasons } from './en/reasons.js';
import { record } from './en/record.js';
import { replies } from './en/replies.js';
import { signOff } from './en/sign-off.js';
import { stages } from './en/stages.js';
import { time } from './en/time.js';
import type { Words } from './words.js';

/** English. */
export const en: Words = {
  stages,
  intake: 'A manager puts this on an issue to start its way to release',
  versionLabel: (part) => `The release of this task raises the ${part} part of the version`,
  commands,
  asks,
  reasons,
  operations,
  deployments,
  deploymentAnswer,
  people,
  time,
  card,
  alerts,
  help,
  check,
  replies,
  calls,
  record,
  explain,
  configChange,
  signOff,
  judging,
  notice,
  environments,
};
