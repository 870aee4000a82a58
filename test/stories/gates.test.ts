import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, passCi, push, repository, startWork, testable, toDemo } from './way.js';

let story: Story;

beforeAll(async () => {
  story = await startStory();
}, 180_000);
afterAll(() => story.close(), 180_000);

describe('the first step', () => {
  let issue: number;

  beforeAll(async () => {
    issue = await story.propose('Idea');
  });

  /** The last comment is answered with words like these. */
  const hears = (words: RegExp): Promise<unknown> =>
    story.github.until(
      () => {
        const { comments } = story.shop.issue(issue);
        return comments
          .slice(comments.findLastIndex(({ author }) => author === 'mallory') + 1)
          .some(({ body }) => words.test(body));
      },
      { what: `a reply like ${String(words)}` },
    );

  test('a manager’s label makes a task, with a card that says whose turn it is', () => {
    expect(story.stage(issue)).toBe('discussion');
    expect(story.card(issue)).toMatch(/maria/);
    expect(story.card(issue)).toContain('/estimate');
  });

  test('a client who agrees before there is an estimate is told why that is nothing yet', async () => {
    expect(await story.says('clara', issue, '/approve')).toBe('confused');
    await story.github.until(() => story.replies(issue).some((text) => /estimate/i.test(text)), {
      what: 'the reason',
    });
    expect(story.stage(issue)).toBe('discussion');
  });

  test('a stranger may not agree, nor estimate, and hears for whom it is', async () => {
    await story.says('maria', issue, '/estimate 2d 800 EUR — first version');
    expect(await story.says('mallory', issue, '/approve')).toBe('confused');
    await hears(/client/i);
    expect(await story.says('mallory', issue, '/estimate 1h')).toBe('confused');
    await hears(/manager/i);
    expect(story.stage(issue)).toBe('discussion');
  });

  test('who is refused the same thing again gets a reaction and no second comment', async () => {
    await hears(/manager/i);
    const before = story.replies(issue).length;
    expect(await story.says('mallory', issue, '/estimate 2h')).toBe('confused');
    expect(await story.says('mallory', issue, '/estimate 3h')).toBe('confused');
    // A lane says things in order: when this is answered, what came before has been said.
    expect(await story.says('tess', issue, '/scenario The page loads')).toBe('+1');
    expect(story.replies(issue)).toHaveLength(before);
  });

  test('a comment with a command is noticed at once', () => {
    const said = story.shop.issue(issue).comments.filter(({ body }) => body.startsWith('/'));
    for (const { reactions } of said) expect(reactions.map(({ content }) => content)).toContain('eyes');
    expect(said.length).toBeGreaterThan(3);
  });

  test('words that only look like a command count for nothing', async () => {
    await story.comment('clara', issue, '> /approve');
    await story.comment('clara', issue, '```\n/approve\n```');
    await story.comment('clara', issue, 'I will write /approve later');
    // A lane answers in order: when this is answered, so is what came before.
    await story.says('tess', issue, '/scenario The page says Gift wrap');
    expect(story.stage(issue)).toBe('discussion');
  });

  test('a typo is answered with the command that was meant', async () => {
    const before = story.answers(issue).length;
    await story.comment('clara', issue, '/aprove');
    await story.github.until(() => story.answers(issue).length > before, { what: 'a hint' });
    expect(story.answers(issue).at(-1)).toContain('/approve');
  });

  test('a comment that is edited into a command afterwards counts for nothing', async () => {
    const { id } = await story.people.clara.comment(repository, issue, 'Looks good');
    await story.people.clara.editComment(repository, id, '/approve');
    await story.says('tess', issue, '/scenario The page still works');
    expect(story.stage(issue)).toBe('discussion');
  });

  test('the client agrees, and the plan begins', async () => {
    expect(await story.says('clara', issue, '/approve')).toBe('+1');
    await story.reaches(issue, 'planning');
  });

  test('a label that the process does not allow is put back, and it is said why', async () => {
    const before = story.replies(issue).length;
    await story.people.maria.addLabel(repository, issue, 'stage: demo');
    await story.github.until(() => story.replies(issue).length > before, { what: 'the reason' });
    const labels = (): string[] =>
      story.shop.issue(issue).labels.filter((name) => name.startsWith('stage: '));
    await story.github.until(() => labels().join() === 'stage: planning', {
      what: 'the label to be put back',
    });
  });

  test('only a manager starts the work by label', async () => {
    const before = story.answers(issue).length;
    await story.people.dan.addLabel(repository, issue, 'stage: sandbox');
    await story.github.until(() => story.answers(issue).length > before, { what: 'the reason' });
    expect(story.answers(issue).at(-1)).toMatch(/manager/i);
    const labels = (): string[] =>
      story.shop.issue(issue).labels.filter((name) => name.startsWith('stage: '));
    await story.github.until(() => labels().join() === 'stage: planning', {
      what: 'the label to be put back',
    });
  });
});

describe('the change', () => {
  let issue: number;
  let change: number;
  let head: string;

  beforeAll(async () => {
    issue = await startWork(story, 'Change');
    ({ change, head } = await openChange(story, issue));
  }, 180_000);

  test('its author may not approve it, on the pull request either', async () => {
    await story.people.dan.comment(repository, change, '/approve');
    const reacted = await story.github.until(
      () =>
        story.shop
          .pull(change)
          .comments.at(-1)
          ?.reactions.find(({ content }) => content !== 'eyes')?.content,
      { what: 'a reaction' },
    );
    expect(reacted).toBe('confused');
    expect(story.stage(issue)).toBe('testing');
  });

  test('a tester’s review of an older commit counts for nothing', async () => {
    const before = head;
    head = await push(story, issue, 'Gift wrap, second try');
    await passCi(story, head);
    await testable(story, head);
    const replies = (): number => story.shop.pull(change).comments.length + story.answers(issue).length;
    const count = replies();
    await story.people.tess.review(repository, change, { event: 'APPROVE', commit: before });
    await story.github.until(() => replies() > count, { what: 'the reason' });
    expect(story.stage(issue)).toBe('testing');
  });

  test('a review that approves the head is an approval', async () => {
    await story.people.tess.review(repository, change, { event: 'APPROVE', body: '/pass all' });
    await story.reaches(issue, 'integration-testing');
  });

  test('a push takes back what was approved: nothing is shown to the client that the tester has not seen', async () => {
    head = await push(story, issue, 'Gift wrap, third try');
    await story.reaches(issue, 'development');
    await passCi(story, head);
    await testable(story, head);
    expect(story.stage(issue)).toBe('testing');
  });

  test('a failing check sends it back from the tester', async () => {
    await story.github.ci(repository).check(head, { name: 'test', conclusion: 'failure' });
    await story.reaches(issue, 'development');
    expect(story.check(head)?.conclusion).not.toBe('success');
    await passCi(story, head);
    await testable(story, head, 2);
    expect(story.stage(issue)).toBe('testing');
  });

  test('a button on the check says what a command says, by whoever may say it, and of this commit only', async () => {
    await story.says('tess', issue, '/pass all');
    const check = await story.github.until(
      () => (story.check(head)?.actions.length === 2 ? story.check(head) : null),
      { what: 'the buttons' },
    );
    expect(check.actions.map(({ label }) => label)).toEqual(['Approve', 'Reject']);
    expect(check.conclusion).toBe('action_required');
    const told = (): number => story.shop.pull(change).comments.length;
    const before = told();
    await story.people.dan.clickCheckAction(repository, check.id, 'approve');
    await story.github.until(() => told() > before, { what: 'the refusal' });
    expect(story.stage(issue)).toBe('testing');
  });

  test('nobody merges past the gates', async () => {
    await expect(story.people.maria.mergePullRequest(repository, change)).rejects.toThrow(/greenlight/);
  });

  test('a task on hold opens no gate until it is lifted', async () => {
    expect(await story.says('olga', issue, '/hold The client is away')).toBe('+1');
    await story.github.until(() => story.card(issue).includes('The client is away'), {
      what: 'the hold on the card',
    });
    expect(await story.says('tess', issue, '/approve')).toBe('confused');
    expect(story.check(head)?.title).toMatch(/hold/i);
    expect(await story.says('maria', issue, '/unhold')).toBe('+1');
    await story.github.until(() => !story.card(issue).includes('The client is away'), {
      what: 'the hold to go',
    });
  });

  test('a client’s rejection begins another round, and the next one ships', async () => {
    await toDemo(story, issue);
    await story.says('clara', issue, '/reject Make it @tess <b>bold</b>');
    await story.reaches(issue, 'planning');
    await story.github.until(() => /round 2/i.test(story.card(issue)), { what: 'round 2 on the card' });
    expect(story.card(issue)).not.toMatch(/(?<![\w`])@tess(?!\w)/);
  }, 180_000);

  test('a cancelled task takes its sandbox with it, and its issue is closed as not planned', async () => {
    expect(await story.says('dan', issue, '/cancel No time')).toBe('confused');
    await story.says('maria', issue, '/cancel The season is over');
    await story.reaches(issue, 'cancelled');
    await story.github.until(() => story.shop.issue(issue).state_reason === 'not_planned', {
      what: 'the issue to close',
    });
  });
});

test('a comment without a command on an issue that is no task costs nothing', async () => {
  const { number } = await story.people.dan.openIssue(repository, { title: 'Just an issue' });
  const requests = await story.requestsOf(async () => {
    await story.people.dan.comment(repository, number, 'What do you think, @maria?');
    await story.people.maria.comment(repository, number, '/cc @olga');
  });
  expect(requests.map(({ route }) => route)).toEqual([]);
});
