import type { Language } from '#config/language.js';
import type { Settings } from '#config/settings.js';
import { type Gate, isGate } from '#process/gate.js';
import type { Call } from '#process/operation.js';
import type { Failure, Rejection, Task } from '#process/task.js';
import type { About, Links, Queue } from './about.js';
import { sayConflict } from './calls/say-conflict.js';
import { sayDemo } from './calls/say-demo.js';
import { sayEstimateCall } from './calls/say-estimate-call.js';
import { sayDevelop } from './calls/say-develop.js';
import { sayExpired } from './calls/say-expired.js';
import { sayFailed } from './calls/say-failed.js';
import { sayFinalDemo } from './calls/say-final-demo.js';
import { sayMerge } from './calls/say-merge.js';
import { sayMergedOutside } from './calls/say-merged-outside.js';
import { sayPlan } from './calls/say-plan.js';
import { sayProductionTest } from './calls/say-production-test.js';
import { sayReminder } from './calls/say-reminder.js';
import { sayRework } from './calls/say-rework.js';
import { sayRolledBack } from './calls/say-rolled-back.js';
import { saySandboxEnding } from './calls/say-sandbox-ending.js';
import { sayTest } from './calls/say-test.js';
import { joinBlocks } from './parts/join-blocks.js';
import { listMentions } from './parts/list-mentions.js';
import { speak } from './speak.js';

interface CallInput {
  readonly task: Task;
  readonly settings: Settings;
  readonly links: Links;
  readonly queue?: Queue | null;
  /** `@user` and `@org/team`, from the configuration or from GitHub. */
  readonly mentions: readonly string[];
  /** What failed, when it is not what the task waits for. */
  readonly failure?: Failure;
  /** What the client asked to change, when something else was sent back since. */
  readonly asked?: Rejection;
}

type Known = Pick<CallInput, 'failure' | 'asked'>;

const texts: Readonly<Record<Call, (about: About, known: Known) => string>> = {
  estimate: sayEstimateCall,
  plan: sayPlan,
  test: sayTest,
  conflict: sayConflict,
  demo: sayDemo,
  'production-test': sayProductionTest,
  'rolled-back': sayRolledBack,
  'final-demo': sayFinalDemo,
  failed: sayFailed,
  merge: sayMerge,
  'merged-outside': sayMergedOutside,
  reminder: sayReminder,
  expired: sayExpired,
  rework: sayRework,
  develop: sayDevelop,
  'sandbox-ending': saySandboxEnding,
};

/** The gates at which the client is called. */
const clientGates: Partial<Readonly<Record<Call, Gate>>> = {
  estimate: 'discussion',
  demo: 'demo',
  'final-demo': 'final-demo',
};

/** The client's own, where the client is among those who decide. */
function languageOf(call: Call, task: Task, { language, clientLanguage, rules }: Settings): Language {
  const gate = call === 'reminder' && isGate(task.stage) ? task.stage : clientGates[call];
  return gate !== undefined && rules.gates[gate].includes('client') ? clientLanguage : language;
}

/** The comment that calls whoever acts next. */
export function sayCall(
  call: Call,
  { task, settings, links, mentions, queue = null, ...known }: CallInput,
): string {
  const words = speak(languageOf(call, task, settings));
  return joinBlocks([
    listMentions(mentions),
    texts[call]({ task, settings, problem: null, links, words, queue }, known),
  ]);
}
