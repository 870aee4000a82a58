import { alerts } from './ru/alerts.js';
import { asks } from './ru/asks.js';
import { calls } from './ru/calls.js';
import { card } from './ru/card.js';
import { check } from './ru/check.js';
import { commands } from './ru/commands.js';
import { configChange } from './ru/config-change.js';
import { deployments } from './ru/deployments.js';
import { environments } from './ru/environments.js';
import { explain } from './ru/explain.js';
import { notice } from './ru/notice.js';
import { help } from './ru/help.js';
import { judging } from './ru/judging.js';
import { operations } from './ru/operations.js';
import { deploymentAnswer } from './ru/deployment-answer.js';
import { people } from './ru/people.js';
import { reasons } from './ru/reasons.js';
import { record } from './ru/record.js';
import { replies } from './ru/replies.js';
import { signOff } from './ru/sign-off.js';
import { stages } from './ru/stages.js';
import { time } from './ru/time.js';
import { versionPart } from './ru/version-part.js';
import type { Words } from './words.js';

/** Russian: polite, in the words of docs/glossary.md, and silent about whether somebody is a man or a woman. */
export const ru: Words = {
  stages,
  intake: 'Менеджер ставит эту метку на issue, чтобы начать путь к релизу',
  versionLabel: (part) => `Релиз этой задачи повышает ${versionPart[part]} версии`,
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
  signOff,
  notice,
  explain,
  configChange,
  judging,
  environments,
};
