import { reasonCodes } from '#process/because.js';
import { operationKinds } from '#process/operation-kind.js';
import { type Role, roles } from '#process/role.js';
import { asks } from '#wording/ask.js';
import type { AskFacts, ReasonFacts, Words } from '#wording/words.js';
import { type ExamplesOf, under } from './examples-of.js';
import { historyExamples, signOffExamples } from './sign-off-examples.js';

// What is handed in has no letters: every letter in a text is then one of the language's own.
const name = '⟨1⟩';
const why = '⟨2⟩';
const when = '⟨3⟩';
const code = '⟨4⟩';
const step = '⟨5⟩';
const two: readonly Role[] = ['manager', 'tester'];

/** Facts of which only these are known; every other is `null`. */
function only<Facts extends object>(known: Partial<Facts>): Facts {
  const facts = new Proxy(known, { get: (named, key) => Reflect.get(named, key) ?? null });
  return facts as Facts;
}

const bareAsk: Partial<AskFacts> = {
  roles: ['client'],
  number: 12,
  round: 1,
  toJudge: false,
  touched: false,
};
const fullAsk: Partial<AskFacts> = {
  ...bareAsk,
  change: '#14',
  branch: code,
  checks: code,
  startLabel: code,
  toJudge: true,
  touched: true,
  round: 2,
};

const bareReason: Partial<ReasonFacts> = { needed: [] };
const fullReason: Partial<ReasonFacts> = {
  by: name,
  why,
  needed: two,
  holders: name,
  stage: 'testing',
  gate: 'demo',
  problem: why,
  checks: code,
  change: '#14',
  operation: 'BackUpBoth',
  head: code,
  was: why,
  approved: code,
  startLabel: code,
};

const asked: readonly [AskFacts][] = [
  [only(bareAsk)],
  [only(fullAsk)],
  ...operationKinds.map((operation): [AskFacts] => [only({ ...fullAsk, operation })]),
];

const reasoned: readonly [ReasonFacts][] = [
  [only(bareReason)],
  [only(fullReason)],
  [only({ ...fullReason, stage: 'released' })],
];

/** Reasons whose `why` is one of a few words. */
const because = (...words: readonly string[]): readonly [ReasonFacts][] => [
  ...reasoned,
  ...words.map((said): [ReasonFacts] => [only({ ...fullReason, why: said })]),
];

const approval = { step, by: name, role: 'tester', head: code, note: why } as const;

/** What every function of a language is called with, so that each of its branches is heard. */
export const wordExamples: ExamplesOf<Words> = {
  asks: under(asks, asked),
  reasons: {
    ...under(reasonCodes, reasoned),
    change_not_ready: because('draft', 'failing', 'pending', 'rejected'),
    change_moved: because('change_closed', 'change_drafted'),
  },
  operations: under(operationKinds, { meaning: [[true], [false]] }),
  people: {
    either: [...roles.map((role) => [[role]] as [Role[]]), [two]],
    everyone: [['write']],
    list: [[[name, why]]],
    more: [[3]],
  },
  time: {
    instant: [[{ year: 2026, month: 3, day: 2, hour: 9, minute: 5 }]],
    minutes: [[10], [60], [130]],
    span: [[0], [10], [60], [130], [1_440], [1_500]],
    estimate: [
      ['1', 'h'],
      ['2,5', 'd'],
      ['3', 'w'],
      ['12', 'm'],
    ],
  },
  card: {
    round: [[2]],
    since: [[when]],
    sandboxUntil: [[when]],
    next: [
      [step, null],
      [step, name],
    ],
    change: [[14]],
    estimateBy: [[name]],
    ...historyExamples,
    approval: [[approval], [{ ...approval, head: null, note: null }]],
    override: [[{ step, roles: two, reasons: why }]],
    sentBack: [[{ step, by: name, round: 2, head: code }], [{ step, by: name, round: 1, head: null }]],
    declined: [[name]],
    by: [[why, name]],
    released: [[code]],
    cancelled: [
      [name, null],
      [name, why],
    ],
    more: [[3]],
  },
  alerts: {
    config: [[why]],
    held: [[{ by: name, when, why }], [{ by: name, when, why: null }]],
    mergedOutside: [[when]],
    unanswered: [[when]],
    failed: [
      [{ what: step, why, meaning: when, log: code }],
      [{ what: step, why, meaning: when, log: null }],
    ],
    cancelling: [
      [name, null],
      [name, why],
    ],
    rollingBack: [[{ by: null, why: null, then: step }], [{ by: name, why, then: step }]],
    queue: [
      [0, null],
      [1, '#7'],
    ],
    override: [[{ by: name, step, reason: why, needs: two, type: code }]],
    followed: [[{ from: code, to: code, when }]],
    productionHeld: [
      [{ own: true, number: 7, by: null, when, why: null, undone: null, firstOwn: true }],
      [{ own: false, number: 7, by: name, when, why, undone: code, firstOwn: false }],
    ],
    frozen: [[{ until: when, why: null, labels: [] }], [{ until: when, why, labels: [code, code] }]],
    priority: [[name]],
    rollbackQueue: [['#7']],
    sandboxStopped: [
      [{ why: 'asked', by: name, when }],
      [{ why: 'asked', by: null, when }],
      [{ why: 'idle', by: null, when }],
      [{ why: 'ttl', by: null, when }],
    ],
    sandboxEnding: [[when]],
  },
  help: {
    what: {
      request: [[null], [name]],
      news: [[null]],
      outcome: [[null]],
      wake: [[null]],
      call: [[null]],
      answer: [[null], [name]],
    },
    needed: [[{ what: [step], more: 0, when }], [{ what: [step, why], more: 2, when }]],
    onServer: [[code]],
  },
  check: {
    group: { blocked: [[14]] },
    released: [[null], [code]],
    why: [[why]],
    backToApproved: [[{ approved: code, change: null }], [{ approved: code, change: '#14' }]],
    readIn: [[12]],
    second: [[{ task: '#12', change: '#14' }]],
  },
  deploymentAnswer: {
    approved: {
      product: [
        [{ commit: code, environment: name, issue: null }],
        [{ commit: code, environment: name, issue: 12 }],
      ],
      known: [[{ commit: code, environment: name, issue: null }]],
    },
    refused: [
      [{ commit: code, environment: name, issue: null, reason: why }],
      [{ commit: code, environment: name, issue: 12, reason: why }],
    ],
  },
  notice: { next: [[name]] },
  replies: {
    notCounted: [
      [null, null],
      [null, code],
      ['Approved', null],
      ['Rejected', null],
      ['TaskCancelled', null],
      ['IssueReopened', null],
      ['StageLabelSet', null],
      ['TaskProposed', null],
    ],
    stands: [
      [{ step, title: why, names: null, types: [], todo: when }],
      [{ step, title: why, names: name, types: [], todo: when }],
      [{ step, title: why, names: null, types: [code, code], todo: when }],
      [{ step, title: why, names: name, types: [code, code], todo: when }],
    ],
    unknown: [[code, code]],
    notUnderstood: [[code, code]],
    noSuchWord: [[code]],
    help: { yourRoles: [[['manager']], [two]], here: [[step]] },
  },
  calls: {
    mergedOutside: {
      intro: [
        [null, step],
        ['#14', step],
      ],
    },
    estimate: { intro: [[name, why]] },
    plan: {
      intro: [
        [why, 1],
        [why, 2],
      ],
    },
    test: {
      intro: [[{ title: why, change: null, head: null }], [{ title: why, change: '#14', head: code }]],
    },
    conflict: { conflict: [[code, code]], unhealthy: [[null], ['#14']] },
    demo: {
      intro: [
        [why, 1],
        [why, 2],
      ],
      tested: [[null], [name]],
    },
    productionTest: { intro: [[why]], watched: [[code]] },
    rolledBack: {
      why: [[{ by: null, step }], [{ by: name, step }]],
      whyUnsaid: [[{ by: null, step }], [{ by: name, step }]],
      headingBack: [[null], [code]],
      dataBack: [[code]],
      held: [[true], [false]],
    },
    finalDemo: { intro: [[why]] },
    merge: { intro: [[why]], unsaid: [[why]] },
    failed: { at: [[step]] },
    sandboxEnding: { intro: [[{ title: why, when }]] },
    reminder: {
      heading: [[step]],
      intro: [
        [why, null],
        [why, when],
      ],
    },
    expired: { intro: [[why, step]] },
    develop: { intro: [[why]] },
    rework: {
      intro: [
        [why, null],
        [why, '#14'],
      ],
    },
  },
  explain: {
    came: [
      [{ when, from: step, to: step, reason: why, by: null, said: null }],
      [{ when, from: step, to: step, reason: why, by: null, said: why }],
      [{ when, from: step, to: step, reason: why, by: name, said: null }],
      [{ when, from: step, to: step, reason: why, by: name, said: why }],
    ],
    begun: [[when]],
    move: [
      [{ when, from: step, to: step, reason: why, by: null }],
      [{ when, from: step, to: step, reason: why, by: name }],
    ],
    check: [
      ['#14', 'green', why],
      ['#14', 'waiting', why],
      ['#14', 'blocked', why],
    ],
    waiting: [
      ['tester', null],
      ['tester', name],
    ],
    decided: [['tester', name]],
    canDo: [
      ['tester', null, code],
      ['tester', name, code],
    ],
    everybody: [[code]],
  },
  configChange: {
    title: { broken: [[1], [2], [5]], changed: [[1], [2], [5]] },
    problem: [[3, why]],
    role: [['tester', name, why]],
    gate: [
      [step, name, null],
      [step, null, name],
    ],
    key: [
      [code, null, code],
      [code, code, null],
      [code, code, code],
    ],
  },
  signOff: signOffExamples,
  environments: {
    receipt: { remains: [[code]] },
    sandboxQueue: [[{ place: 1, holders: null }], [{ place: 2, holders: '#14' }]],
    pipeline: {
      asked: [[when]],
      running: [
        [when, null],
        [when, name],
      ],
    },
    backup: {
      keptUntil: [[when]],
      notWhole: [[why]],
      notRestorable: [[why]],
      trialLeft: [[why]],
      tooOld: [[90, 60]],
    },
    orphan: {
      found: [[{ name: code, when }]],
      foundTrial: [[{ name: code, when }]],
      removed: [[code]],
      kept: [[{ name: code, why }]],
    },
  },
  versionLabel: [['major'], ['minor'], ['patch']],
  record: {
    reference: [
      [12, null],
      [12, 14],
    ],
    estimated: [[name, when]],
    agreed: [[name, when]],
    approved: [[{ ...approval, when }], [{ ...approval, head: null, note: null, when }]],
    override: [[{ step, reasons: why, when }]],
    commit: [[{ head: code, live: code, tree: code }]],
    attached: [[{ files: code, entries: 3, fingerprint: code }]],
    counts: [
      [1, 0],
      [2, 1],
      [5, 2],
    ],
    back: [[{ step, by: name, when, why: null }], [{ step, by: name, when, why }]],
    followup: [[{ by: name, issue: 12 }]],
    followupTitle: [[12]],
    mergeMessage: [[12, why]],
    mergeTitle: [[why, 12]],
    revertTitle: [[why, 12]],
    revertBody: [[{ issue: 12, change: 14 }]],
    notReverted: { closed: [[15]], failing: [[15, code]], refused: [[15, why]] },
    revertCheck: { summary: [[12]] },
    releaseTitle: [
      [code, ''],
      [code, why],
    ],
    notReleased: {
      anotherHead: [[code, code]],
      anotherTree: [[code]],
      refused: [[why]],
      anotherBase: [[code]],
    },
  },
  judging: {
    works: [[name]],
    fails: [
      [name, null],
      [name, why],
    ],
    notTried: [[code]],
    notWorking: [[code]],
    quorum: [[{ role: 'client', given: 1, needed: 2 }], [{ role: 'devops', given: 0, needed: 3 }]],
    objection: [[{ by: name, why }], [{ by: name, why: null }]],
    dismissed: [[name]],
    delegation: [
      [{ role: 'tester', to: name, by: code, until: when }],
      [{ role: 'devops', to: name, by: code, until: null }],
    ],
  },
};
