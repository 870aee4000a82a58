import { describe, expect, test } from '@jest/globals';
import { parseComment } from '#commands/parse-comment.js';
import { formsOf } from '#commands/forms-of.js';
import { registry } from '#commands/registry.js';

const day = 86_400_000;

/** What a comment asks for, as `line word`, for reading. */
const found = (...lines: readonly string[]): readonly string[] =>
  parseComment(lines.join('\n')).map(({ line, word, kind }) =>
    kind === 'command' ? `${line} ${word}` : `${line} ${word} (${kind})`,
  );

describe('a command is the first word of a line', () => {
  test('alone, after text, and several in one comment, in their order', () => {
    expect(found('/approve')).toEqual(['1 approve']);
    expect(found('Looks right.', '/approve', '', '/scenario pay twice', '/ready')).toEqual([
      '2 approve',
      '4 scenario',
      '5 ready',
    ]);
  });

  test('with up to three spaces before it, in capitals, and at the end of a Windows line', () => {
    expect(found('   /approve')).toEqual(['1 approve']);
    expect(found('/Approve')).toEqual(['1 approve']);
    expect(parseComment('/ready\r\n/retry\r/hold\r\n')).toMatchObject([
      { line: 1, word: 'ready', command: { type: 'ReadyDeclared' } },
      { line: 2, word: 'retry', command: { type: 'RetryRequested' } },
      { line: 3, word: 'hold', command: { type: 'HoldPlaced', why: null } },
    ]);
  });

  test.each([
    ['in the middle of a line', 'please /approve'],
    ['as an item of a list', '- /approve'],
    ['as a heading', '# /approve'],
    ['as a path', '/approve/now'],
    ['with a dot', '/approve.'],
    ['with a letter that is not one of ours', '/appröve'],
    ['after a mark that cannot be seen', '\u200f/approve'],
    ['before a mark that cannot be seen', '/approve\u200b'],
    ['after a no-break space', '\u00a0/approve'],
    ['doubled', '//approve'],
    ['spaced', '/ approve'],
    ['escaped', '\\/approve'],
    ['of more letters than any command has', '/approveapproveapproveapprove'],
  ])('not %s', (_where, line) => {
    expect(found(line)).toEqual([]);
  });

  test('a no-break space ends the word as any space does, and words are kept as they were written', () => {
    expect(parseComment('/reject\u00a0too\u00a0slow')).toMatchObject([
      { command: { type: 'Rejected', reason: 'too\u00a0slow' } },
    ]);
  });

  test('a comment with more than 20 commands is read no further', () => {
    expect(found(...Array.from({ length: 50 }, () => '/ready'))).toHaveLength(20);
  });
});

describe('quotes hide commands', () => {
  test.each([
    ['a quoted line', ['> /approve']],
    ['a line that goes on with a quote', ['> yes', '/approve']],
    ['a quote in a list', ['- > yes', '/approve']],
    ['a nested quote', ['> > /approve']],
    ['an element of quotation', ['<blockquote>', '', '/approve', '', '</blockquote>']],
  ])('%s', (_where, lines) => {
    expect(found(...lines)).toEqual([]);
  });

  test('until the next blank line', () => {
    expect(found('> /reject', '', '/approve')).toEqual(['3 approve']);
    expect(found('<blockquote>', '', 'a', '</blockquote>', '', '/approve')).toEqual(['6 approve']);
  });

  test('a line of no-break spaces is not blank', () => {
    expect(found('> yes', '\u00a0', '/approve')).toEqual([]);
  });

  test('a fence after a quote is a fence', () => {
    expect(found('> yes', '```', '', '/approve', '```', '/reject no')).toEqual(['6 reject']);
  });
});

describe('code hides commands', () => {
  test.each([
    ['a fence', ['```', '/approve', '```']],
    ['a fence of tildes', ['~~~', '/approve', '~~~']],
    ['a fence with a language', ['```sh', '/approve', '```']],
    ['a fence of tildes with backticks beside it', ['~~~ `x`', '/approve', '~~~']],
    ['a longer fence around a shorter one', ['````', '```', '/approve', '```', '/approve', '````']],
    ['a fence around one of the other kind', ['~~~', '```', '~~', '/approve', '```', '/approve', '~~~']],
    ['a fence that only seems to end: too far right', ['```', '    ```', '/approve', '```']],
    ['a fence that only seems to end: with text', ['```', '``` x', '/approve', '```']],
    ['a fence that only seems to end: no-break space', ['```', '```\u00a0', '/approve', '```']],
    ['a fence that never ends', ['```', '', '/approve']],
    ['a fence in a list', ['- ```', '  /approve', '  ```']],
    ['a fence below an item of a list', ['- a', '    ```', '  /approve', '    ```']],
    [
      'a fence that ends with its list, so that its end begins another',
      ['- a', '  ```', '```', '/approve', '```'],
    ],
    ['a line that ends the list and its fence', ['- ```', 'x', '  ```', '/approve', '```']],
    ['indentation by four spaces', ['text', '', '    /approve']],
    ['indentation by a tab', ['\t/approve']],
    ['indentation by spaces and a tab', ['  \t/approve']],
    ['backticks over several lines', ['see `this', '/approve', 'that`']],
    ['two backticks over several lines', ['see `` this ` and', '/approve', 'that``']],
    ['backticks that close first and open again', ['a ` b', '/x ` c ` d', '/approve `']],
    ['backticks after an escaped one', ['\\` a `', '/approve', '` b']],
    ['an element of code', ['<pre>', '', '/approve', '', '</pre>']],
    ['an element of code within another', ['<div><pre>', '', '/approve', '</pre></div>']],
    ['an element of code twice', ['<pre><pre>', '</pre>', '/approve', '', '/approve', '</pre>']],
  ])('%s', (_where, lines) => {
    expect(found(...lines).filter((one) => one.endsWith('approve'))).toEqual([]);
  });

  test('and no further than it goes', () => {
    expect(found('```', 'x', '```', '/approve')).toEqual(['4 approve']);
    expect(found('- ```', '  x', '  ```', '/approve')).toEqual(['4 approve']);
    expect(found('   ```', '   x', '   ```', '/approve')).toEqual(['4 approve']);
    expect(found('~~~', '```', '~~~', '/approve')).toEqual(['4 approve']);
    expect(found('```npm test``` fails', '/reject see `this` and `that`')).toEqual(['2 reject']);
    expect(found('it`s and that`s it', '/approve')).toEqual(['2 approve']);
    expect(found('one ` alone', '/approve')).toEqual(['2 approve']);
    expect(found('one ` alone', '', '/approve `x`')).toEqual(['3 approve']);
    expect(found('a', '```', 'x', '```', '/approve', '```', 'y', '```')).toEqual(['5 approve']);
  });
});

describe('HTML comments hide commands', () => {
  test.each([
    ['on one line', ['<!-- /approve -->']],
    ['over lines', ['<!--', '/approve', '-->']],
    ['over blank lines', ['<!--', '', '/approve', '', '-->']],
    ['after the end, on the same line', ['<!--', '--> /approve']],
    ['after one that begins and ends on the same line', ['<!-- x --> /approve']],
    ['several on a line, the last one open', ['a <!-- x --> b <!-- y', '/approve', '-->']],
    ['several at the beginning, the last one open', ['<!-- x --> <!-- y', '/approve', '-->']],
    ['several at the beginning, and a fence', ['<!-- x --> <!-- y', '```', '-->', '/approve', '```']],
    ['ended and opened again on the same line', ['<!--', '--> a <!--', '/approve', '-->']],
    ['ended and opened again within a sentence', ['a <!-- b', 'c --> d <!-- e', '/approve', '-->']],
    ['never ended', ['text <!-- x', '/approve', '', '/approve']],
    ['with a fence inside', ['<!--', '```', '-->', '```', '/approve', '```']],
    ['in a quote', ['> a <!--', '', '/approve', '-->']],
    ['in a list that ends before it', ['- <!-- a', '-->', '/approve']],
    ['within a sentence that a fence ends', ['a <!-- b', '```', '-->', '/approve', '```']],
    ['a declaration', ['<!X', '/approve']],
    ['an instruction', ['<?php', '', '/approve', '?>']],
    ['a tag whose text goes on', ['<div>', '/approve', '</div>']],
  ])('%s', (_where, lines) => {
    expect(found(...lines)).toEqual([]);
  });

  test('and nothing else', () => {
    expect(found('<!-- x -->', '/approve')).toEqual(['2 approve']);
    expect(found('<!--', 'x', '-->', '/approve')).toEqual(['4 approve']);
    expect(found('a <!-- x', 'y --> b', '/approve')).toEqual(['3 approve']);
    expect(found('<!-->', '/approve')).toEqual(['2 approve']);
    expect(
      found('<details>', '<summary>Log</summary>', '', '```', 'x', '```', '</details>', '', '/approve'),
    ).toEqual(['9 approve']);
  });

  test('a comment after the command is no part of its words', () => {
    expect(parseComment('/reject too slow <!-- /approve -->, says Mia <!-- x')).toMatchObject([
      { command: { type: 'Rejected', reason: 'too slow  , says Mia' } },
    ]);
  });
});

describe('what a command is given', () => {
  test('a reason goes on over its paragraph, up to a gap, code or the next command', () => {
    expect(parseComment('/reject The total\n  is wrong.\n\nThanks')).toMatchObject([
      { command: { reason: 'The total\nis wrong.' } },
    ]);
    expect(parseComment('/reject The total:\n```\n/approve\n```\nis wrong')).toMatchObject([
      { command: { reason: 'The total:' } },
    ]);
    expect(parseComment('/reject no\n/hold wait')).toMatchObject([
      { command: { reason: 'no' } },
      { command: { type: 'HoldPlaced', why: 'wait' } },
    ]);
    expect(parseComment('/scenario pay twice\nand more')).toMatchObject([{ command: { text: 'pay twice' } }]);
  });

  test.each(Object.entries(examples()))('/%s', (word, { good, bad }) => {
    for (const [words, command] of good)
      expect(parseComment(`/${word} ${words}`)).toEqual([{ kind: 'command', line: 1, word, command }]);
    for (const words of bad)
      expect(parseComment(`/${word} ${words}`)).toEqual([
        { kind: 'problem', line: 1, word, usage: registry[word]?.usage },
      ]);
  });

  test('every command has an example here, and comes to what the registry says', () => {
    expect(Object.keys(examples()).sort()).toEqual(Object.keys(registry).sort());
    for (const [word, { good }] of Object.entries(examples())) {
      const entry = registry[word];
      const asked = entry === undefined ? [] : formsOf(entry).map(({ asks }) => asks);
      expect(new Set(good.map(([, { type }]) => type))).toEqual(new Set(asked));
    }
  });

  test('usage begins with the word', () => {
    for (const [word, { usage }] of Object.entries(registry)) expect(`${usage} `).toContain(`/${word} `);
  });
});

describe('a word that is nearly a command', () => {
  test.each([
    ['aprove', 'approve'],
    ['approved', 'approve'],
    ['rejct', 'reject'],
    ['esitmate', 'estimate'],
    ['un-hold', 'unhold'],
    ['hodl', null],
    ['holt', 'hold'],
    ['cc', null],
    ['lgtm', null],
    ['assign', null],
    ['etc', null],
    ['constructor', null],
    ['to-string', null],
  ])('/%s: %s', (word, nearest) => {
    expect(parseComment(`/${word} x`)).toEqual([{ kind: 'unknown', line: 1, word, nearest }]);
  });
});

interface Examples {
  readonly good: readonly (readonly [string, { readonly type: string } & Record<string, unknown>])[];
  readonly bad: readonly string[];
}

function examples(): Readonly<Record<string, Examples>> {
  return {
    estimate: {
      good: [['3d', { type: 'EstimateGiven', duration: '3d', cost: null, note: null }]],
      bad: ['', 'soon', '3', '3d maybe'],
    },
    release: {
      good: [['Minor', { type: 'VersionPartChosen', part: 'minor' }]],
      bad: ['', 'huge', 'minor please'],
    },
    approve: {
      good: [
        ['', { type: 'Approved', note: null }],
        ['well done', { type: 'Approved', note: 'well done' }],
      ],
      bad: [],
    },
    reject: {
      good: [
        ['slow', { type: 'Rejected', reason: 'slow' }],
        ['', { type: 'Rejected', reason: '' }],
      ],
      bad: [],
    },
    scenario: { good: [['pay twice', { type: 'ScenarioAdded', text: 'pay twice' }]], bad: [''] },
    ready: { good: [['', { type: 'ReadyDeclared' }]], bad: ['now'] },
    retry: { good: [['', { type: 'RetryRequested' }]], bad: ['x'] },
    sandbox: {
      good: [
        ['redeploy', { type: 'SandboxRedeployRequested' }],
        ['REDEPLOY ', { type: 'SandboxRedeployRequested' }],
        ['stop', { type: 'SandboxStopRequested' }],
        ['start', { type: 'SandboxStartRequested' }],
        ['pin', { type: 'SandboxPinned' }],
        [`start ${'A1'.repeat(20)}`, { type: 'ForkAllowed', head: 'a1'.repeat(20) }],
        ['extend 3d', { type: 'SandboxExtended', byMs: 259_200_000 }],
        ['Extend 12 hours', { type: 'SandboxExtended', byMs: 43_200_000 }],
        ['extend 2w', { type: 'SandboxExtended', byMs: 1_209_600_000 }],
      ],
      bad: [
        '',
        'destroy',
        'redeploy now',
        'pin it',
        'extend',
        'extend 0d',
        'extend 3',
        'extend 3y',
        'extend 999d',
        'start a1a1a1a',
      ],
    },
    backup: { good: [['', { type: 'BackupRequested' }]], bad: ['x'] },
    rollback: {
      good: [
        ['', { type: 'RollbackRequested', reason: null }],
        ['down', { type: 'RollbackRequested', reason: 'down' }],
        ['v1.2', { type: 'RollbackRequested', reason: null, version: 'v1.2' }],
        ['1.2.0 it burns', { type: 'RollbackRequested', reason: 'it burns', version: '1.2.0' }],
        ['shop/v1.2.3', { type: 'RollbackRequested', reason: null, version: 'shop/v1.2.3' }],
        ['2 orders are lost', { type: 'RollbackRequested', reason: '2 orders are lost' }],
        ['1.2.3.4 cannot be reached', { type: 'RollbackRequested', reason: '1.2.3.4 cannot be reached' }],
      ],
      bad: [],
    },
    priority: { good: [['', { type: 'PriorityRaised' }]], bad: ['high'] },
    hold: {
      good: [
        ['', { type: 'HoldPlaced', why: null }],
        ['fair', { type: 'HoldPlaced', why: 'fair' }],
      ],
      bad: [],
    },
    unhold: { good: [['', { type: 'HoldLifted' }]], bad: ['x'] },
    override: {
      good: [
        ['demo nobody is there', { type: 'GateOverridden', gate: 'demo', reason: 'nobody is there' }],
        [
          'Final-Demo\nthe client\nis away',
          { type: 'GateOverridden', gate: 'final-demo', reason: 'the client\nis away' },
        ],
      ],
      bad: ['', 'demo', 'lunch because', 'sandbox because'],
    },
    followup: { good: [['more colours', { type: 'FollowupAdded', text: 'more colours' }]], bad: [''] },
    cancel: { good: [['not needed', { type: 'TaskCancelled', why: 'not needed' }]], bad: [''] },
    status: { good: [['', { type: 'StatusAsked' }]], bad: ['x'] },
    explain: { good: [['', { type: 'ExplainAsked' }]], bad: ['why'] },
    help: { good: [['', { type: 'HelpAsked' }]], bad: ['me'] },
    pass: {
      good: [
        ['all', { type: 'ScenariosPassed', numbers: 'all' }],
        ['1,3', { type: 'ScenariosPassed', numbers: [1, 3] }],
        ['1, 3 #2', { type: 'ScenariosPassed', numbers: [1, 3, 2] }],
        ['2-4, 3', { type: 'ScenariosPassed', numbers: [2, 3, 4] }],
      ],
      bad: ['', 'some', '1 works', '4-2', '1-9999', '0x1', '1.5'],
    },
    fail: {
      good: [
        ['2 It is red', { type: 'ScenarioFailed', number: 2, reason: 'It is red' }],
        ['#2: It is\nred', { type: 'ScenarioFailed', number: 2, reason: 'It is\nred' }],
      ],
      bad: ['', '2', 'it is red', '2,3 red'],
    },
    unreject: {
      good: [
        ['', { type: 'RejectionLifted', of: null }],
        ['@Tess', { type: 'RejectionLifted', of: 'Tess' }],
      ],
      bad: ['@a b', 'a/b'],
    },
    delegate: {
      good: [
        ['tester @tim', { type: 'RoleDelegated', role: 'tester', to: 'tim', until: null }],
        ['Tester tim for 3d', { type: 'RoleDelegated', role: 'tester', to: 'tim', until: { inMs: 3 * day } }],
        [
          'client @x until 2 weeks',
          { type: 'RoleDelegated', role: 'client', to: 'x', until: { inMs: 14 * day } },
        ],
        [
          'devops @tim until 2026-12-01',
          { type: 'RoleDelegated', role: 'devops', to: 'tim', until: { at: Date.UTC(2026, 11, 1, 23, 59) } },
        ],
        [
          'devops @tim until 2026-12-01 18:30 UTC',
          { type: 'RoleDelegated', role: 'devops', to: 'tim', until: { at: Date.UTC(2026, 11, 1, 18, 30) } },
        ],
      ],
      bad: [
        '',
        'tester',
        'boss @tim',
        'tester @tim-is-a-name-that-is-much-longer-than-any',
        'tester @tim until',
        'tester @tim until tomorrow',
        'tester @tim until 2026-02-30',
        'tester @tim until 2026-12-01 25:00',
        'tester @tim since 3d',
      ],
    },
    undelegate: {
      good: [
        ['tester', { type: 'DelegationWithdrawn', role: 'tester', of: null }],
        ['tester @tim', { type: 'DelegationWithdrawn', role: 'tester', of: 'tim' }],
      ],
      bad: ['', 'boss', 'tester @tim now', 'tester @a/b'],
    },
  };
}
