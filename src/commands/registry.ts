import { gates } from '#process/gate.js';
import type { Command, Read } from './command.js';
import { parseEstimate } from './parse-estimate.js';
import { parseSandbox } from './parse-sandbox.js';

/** One way to write a command, and what it is for. */
export interface Form {
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
    read: (words) => some(words, (reason) => ({ type: 'Rejected', reason })),
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
    read: parseSandbox,
  },
  backup: {
    usage: '/backup',
    help: 'Backs production up now.',
    asks: 'BackupRequested',
    paragraph: false,
    read: alone({ type: 'BackupRequested' }),
  },
  rollback: {
    usage: '/rollback [reason]',
    help: 'Restores production to the backup taken before this task was deployed.',
    asks: 'RollbackRequested',
    paragraph: true,
    read: (words) => ({ type: 'RollbackRequested', reason: perhaps(words) }),
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
  followup: {
    usage: '/followup <text>',
    help: 'Notes what comes next; an issue is opened for it at release.',
    asks: 'FollowupAdded',
    paragraph: false,
    read: (words) => some(words, (text) => ({ type: 'FollowupAdded', text })),
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
  help: {
    usage: '/help',
    help: 'Says what you can do here and now.',
    asks: 'HelpAsked',
    paragraph: false,
    read: alone({ type: 'HelpAsked' }),
  },
};

function readOverride(words: string): Command | null {
  const word = /^\S*/.exec(words)?.[0] ?? '';
  const gate = gates.find((known) => known === word.toLowerCase());
  const reason = words.slice(word.length).trim();
  return gate === undefined || reason === '' ? null : { type: 'GateOverridden', gate, reason };
}
