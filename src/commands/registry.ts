import { gates } from '#process/gate.js';
import type { Command, Read } from './command.js';
import { parseDelegation, parseLogin, parseUndelegation } from './parse-delegation.js';
import { parseEstimate } from './parse-estimate.js';
import { parseNumbers } from './parse-numbers.js';
import { parseSandbox } from './parse-sandbox.js';

/** One way to write a command, and what it is for. */
export interface Form {
  /** What texts in other languages know it by; else its words without the slash. */
  readonly name?: string;
  readonly usage: string;
  readonly help: string;
  /** What it comes to; who may ask for that, and where, is in `process/`. */
  readonly asks: Command['type'];
}

/** One command: how it is written, what it is for, and what its words mean. */
export interface CommandEntry extends Form {
  /** A command that comes to different things is explained form by form. */
  readonly forms?: readonly Form[];
  /** Whether its text may go on over the lines of its paragraph. */
  readonly paragraph: boolean;
  readonly read: Read;
}

const some = (words: string, make: (text: string) => Command): Command | null =>
  words === '' ? null : make(words);
const perhaps = (words: string): string | null => (words === '' ? null : words);
const alone =
  (command: Command): Read =>
  (words) =>
    words === '' ? command : null;

const sandboxForms: readonly Form[] = [
  {
    usage: '/sandbox redeploy',
    help: 'Deploys to the sandbox again what it serves.',
    asks: 'SandboxRedeployRequested',
  },
  {
    usage: '/sandbox stop',
    help: 'Stops the sandbox and keeps its data.',
    asks: 'SandboxStopRequested',
  },
  {
    usage: '/sandbox start',
    help: 'Starts the stopped sandbox again as it was.',
    asks: 'SandboxStartRequested',
  },
  {
    usage: '/sandbox extend <duration>',
    help: 'Keeps the sandbox running longer, e.g. by `3d`.',
    asks: 'SandboxExtended',
  },
  {
    usage: '/sandbox pin',
    help: 'Keeps the sandbox running until the task is over.',
    asks: 'SandboxPinned',
  },
  {
    name: 'sandbox start commit',
    usage: '/sandbox start <commit>',
    help: 'Lets the code of a fork into the sandbox, at exactly this commit: all 40 characters.',
    asks: 'ForkAllowed',
  },
];

/** Every command, by its word. Docs, `/help` and the parser are made from this. */
export const registry: Readonly<Record<string, CommandEntry>> = {
  estimate: {
    usage: '/estimate <duration> [<amount> <currency>] [— note]',
    help: 'Proposes time and cost to the client.',
    asks: 'EstimateGiven',
    paragraph: false,
    read: parseEstimate,
  },
  approve: {
    usage: '/approve [note]',
    help: 'Says yes at the gate where the task stands.',
    asks: 'Approved',
    paragraph: true,
    read: (words) => ({ type: 'Approved', note: perhaps(words) }),
  },
  reject: {
    usage: '/reject <reason>',
    help: 'Says no at the gate where the task stands, and why.',
    asks: 'Rejected',
    paragraph: true,
    // What was failed with `/fail` has been said already; without either it is refused, with the reason.
    read: (reason) => ({ type: 'Rejected', reason }),
  },
  scenario: {
    usage: '/scenario <text>',
    help: 'Adds a test scenario.',
    asks: 'ScenarioAdded',
    paragraph: false,
    read: (words) => some(words, (text) => ({ type: 'ScenarioAdded', text })),
  },
  ready: {
    usage: '/ready',
    help: 'Hands the change to the tester, also at a head that was rejected before.',
    asks: 'ReadyDeclared',
    paragraph: false,
    read: alone({ type: 'ReadyDeclared' }),
  },
  retry: {
    usage: '/retry',
    help: 'Tries the operation that failed once more.',
    asks: 'RetryRequested',
    paragraph: false,
    read: alone({ type: 'RetryRequested' }),
  },
  sandbox: {
    usage: '/sandbox redeploy | stop | start | extend <duration> | pin',
    help: 'Looks after the sandbox.',
    asks: 'SandboxRedeployRequested',
    forms: sandboxForms,
    paragraph: false,
    read: (words) => readForkStart(words) ?? parseSandbox(words),
  },
  backup: {
    usage: '/backup',
    help: 'Backs production up now.',
    asks: 'BackupRequested',
    paragraph: false,
    read: alone({ type: 'BackupRequested' }),
  },
  rollback: {
    usage: '/rollback [version] [reason]',
    help: 'Puts production back as it was before this task; after the release also as it was at an earlier version, e.g. v1.2.',
    asks: 'RollbackRequested',
    paragraph: true,
    read: readRollback,
  },
  hold: {
    usage: '/hold [why]',
    help: 'Stops the task where it is: no gate opens and nothing is started.',
    asks: 'HoldPlaced',
    paragraph: true,
    read: (words) => ({ type: 'HoldPlaced', why: perhaps(words) }),
  },
  unhold: {
    usage: '/unhold',
    help: 'Lets a held task go on.',
    asks: 'HoldLifted',
    paragraph: false,
    read: alone({ type: 'HoldLifted' }),
  },
  override: {
    usage: '/override <gate> <reason>',
    help: 'Opens a gate without its people. Needs a manager and devops, two different people; stays in the record.',
    asks: 'GateOverridden',
    paragraph: true,
    read: readOverride,
  },
  priority: {
    usage: '/priority',
    help: 'Lets a task that waits for production go live before the others that wait.',
    asks: 'PriorityRaised',
    paragraph: false,
    read: alone({ type: 'PriorityRaised' }),
  },
  followup: {
    usage: '/followup <text>',
    help: 'Notes what comes next; an issue is opened for it at release.',
    asks: 'FollowupAdded',
    paragraph: false,
    read: (words) => some(words, (text) => ({ type: 'FollowupAdded', text })),
  },
  release: {
    usage: '/release <major|minor|patch>',
    help: 'Says which part of the version the release raises.',
    asks: 'VersionPartChosen',
    paragraph: false,
    read: readVersionPart,
  },
  cancel: {
    usage: '/cancel <why>',
    help: 'Ends the task: production is rolled back if the task holds it, and the sandbox is removed.',
    asks: 'TaskCancelled',
    paragraph: true,
    read: (words) => some(words, (why) => ({ type: 'TaskCancelled', why })),
  },
  status: {
    usage: '/status',
    help: 'Says where the task stands and whose turn it is.',
    asks: 'StatusAsked',
    paragraph: false,
    read: alone({ type: 'StatusAsked' }),
  },
  explain: {
    usage: '/explain',
    help: 'Says why the task stands where it stands, what comes next, and who can do what.',
    asks: 'ExplainAsked',
    paragraph: false,
    read: alone({ type: 'ExplainAsked' }),
  },
  help: {
    usage: '/help',
    help: 'Says what you can do here and now.',
    asks: 'HelpAsked',
    paragraph: false,
    read: alone({ type: 'HelpAsked' }),
  },
  pass: {
    usage: '/pass <numbers> | all',
    help: 'Says of test scenarios that they work: `/pass 1,3`, or `all` that nobody has judged yet.',
    asks: 'ScenariosPassed',
    paragraph: false,
    read: (words) => {
      const numbers = parseNumbers(words);
      return numbers === null ? null : { type: 'ScenariosPassed', numbers };
    },
  },
  fail: {
    usage: '/fail <number> <reason>',
    help: 'Says of a test scenario that it does not work, and why; the step stays closed. `/reject` sends the change back.',
    asks: 'ScenarioFailed',
    paragraph: true,
    read: readFailure,
  },
  unreject: {
    usage: '/unreject [@user]',
    help: 'Takes back a no that stands, or a scenario that failed: your own; the manager also anybody’s.',
    asks: 'RejectionLifted',
    paragraph: false,
    read: (words) => {
      const of = words === '' ? null : parseLogin(words);
      return words !== '' && of === null ? null : { type: 'RejectionLifted', of };
    },
  },
  delegate: {
    usage: '/delegate <role> @user [until <day>]',
    help: 'Hands a role to somebody for this task: until a day like 2026-12-01, a time like 3d, or the end of the task.',
    asks: 'RoleDelegated',
    paragraph: false,
    read: (words) => {
      const delegating = parseDelegation(words);
      return delegating === null ? null : { type: 'RoleDelegated', ...delegating };
    },
  },
  undelegate: {
    usage: '/undelegate <role> [@user]',
    help: 'Takes a role back that was handed on in this task.',
    asks: 'DelegationWithdrawn',
    paragraph: false,
    read: (words) => {
      const withdrawn = parseUndelegation(words);
      return withdrawn === null ? null : { type: 'DelegationWithdrawn', ...withdrawn };
    },
  },
};

/** Only the whole commit id: a shorter one could be met by another commit. */
function readForkStart(words: string): Command | null {
  const head = /^start\s+([0-9a-f]{40})$/i.exec(words)?.[1]?.toLowerCase();
  return head === undefined ? null : { type: 'ForkAllowed', head };
}

function readVersionPart(words: string): Command | null {
  const part = (['major', 'minor', 'patch'] as const).find((known) => known === words.toLowerCase());
  return part === undefined ? null : { type: 'VersionPartChosen', part };
}

const failure = /^#?(\d{1,4})[:.,]?\s+(\S[^]*)$/;

function readFailure(words: string): Command | null {
  const [, number, reason] = failure.exec(words) ?? [];
  return number === undefined || reason === undefined
    ? null
    : { type: 'ScenarioFailed', number: Number(number), reason: reason.trim() };
}

/** A first word with a number and a dot in it is a version: `v1.2`, `1.2.0`, `shop/v1.2`. */
function readRollback(words: string): Command {
  const version = /^[a-z./_-]{0,21}\d{1,9}(\.\d{1,9}){1,2}(?!\S)/i.exec(words)?.[0];
  if (version === undefined) return { type: 'RollbackRequested', reason: perhaps(words) };
  return { type: 'RollbackRequested', reason: perhaps(words.slice(version.length).trim()), version };
}

function readOverride(words: string): Command | null {
  const word = /^\S*/.exec(words)?.[0] ?? '';
  const gate = gates.find((known) => known === word.toLowerCase());
  const reason = words.slice(word.length).trim();
  return gate === undefined || reason === '' ? null : { type: 'GateOverridden', gate, reason };
}
