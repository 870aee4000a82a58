import { sayNotReverted, sayRevert, sayRevertCheck } from '#wording/say-revert.js';
import type { Snapshot } from '#ports/github.js';
import type { Change } from '#process/task.js';
import { noteOfRevert } from '../note-of-revert.js';
import { done, failed, type Performed } from './outcome.js';
import type { Performance } from './performance.js';

type Reverting = Performance<'RevertChange'>;

/** How long until the pull request that reverts is looked at again: its checks run, or the merge queue has it. */
const lookAgain: Performed = { kind: 'snooze', afterMs: 5_000 };

/** Step 9.2.3 where the change was merged first: a pull request takes it out of the default branch again, and is merged. */
export async function revertChange(performance: Reverting): Promise<Performed> {
  const { engine, task, operation } = performance;
  const revert = await openRevert(performance);
  const { language } = (await engine.configs.of(task.repository)).settings;
  const snapshot = await engine.github.loadSnapshot(task.repository, { issue: task.number, change: revert });
  const { change, queued } = snapshot.seen;
  if (snapshot.merged !== null) return done({ type: 'ChangeReverted', operation: operation.id, revert });
  if (!change?.open) return failed(sayNotReverted({ why: 'closed', revert }, language));
  if (change.checks.state === 'failing')
    return failed(sayNotReverted({ why: 'failing', revert, checks: change.checks.open }, language));
  await turnGreen(performance, change);
  if (queued === true || change.checks.state === 'pending') return lookAgain;
  return merge(performance, change, snapshot);
}

/** The pull request that reverts: opened once, however often this is tried. */
async function openRevert({ engine, task, operation, attempt }: Reverting): Promise<number> {
  const { github, store } = engine;
  const { repository, key, number } = task;
  const noted = `revert:${key}:${operation.merge}`;
  const known = await store.loadNote(noted);
  if (known !== null) return Number(known);
  const marker = `<!-- greenlight:revert:${operation.merge} -->`;
  const made = attempt > 1 ? await github.findChange(repository, marker) : null;
  const revert = made ?? (await open());
  await store.saveNote(noteOfRevert(repository.id, revert.number), key);
  await store.saveNote(noted, String(revert.number));
  return revert.number;

  async function open(): Promise<{ number: number }> {
    const { changeNode } = await github.loadSnapshot(repository, { issue: number, change: operation.change });
    const { settings } = await engine.configs.of(repository);
    const { title, body } = sayRevert(task, operation.change, settings.language);
    return github.revertChange(repository, { node: changeNode ?? '', title, body: `${body}\n\n${marker}` });
  }
}

/** The check on it says at once what it is; told once for each head. */
async function turnGreen({ engine, task }: Reverting, { number, head }: Change): Promise<void> {
  const { github, store } = engine;
  const noted = `revert-green:${task.repository.id}#${number}`;
  if ((await store.loadNote(noted)) === head) return;
  const { settings } = await engine.configs.of(task.repository);
  const { title, summary } = sayRevertCheck(task, settings.language);
  const check = { id: null, head, state: 'green', title, summary, detailsUrl: null, buttons: [] } as const;
  await github.putCheck(task.repository, check);
  await store.saveNote(noted, head);
}

async function merge(
  { engine, task, operation }: Reverting,
  { number: revert, head }: Change,
  { changeNode, mergeQueue }: Snapshot,
): Promise<Performed> {
  const { github, configs } = engine;
  const { settings } = await configs.of(task.repository);
  const entry = { node: changeNode ?? '', head };
  const { title } = sayRevert(task, operation.change, settings.language);
  const result = mergeQueue
    ? await github.enqueueChange(task.repository, entry)
    : await github.mergeChange(task.repository, { ...entry, title, method: settings.release.method });
  switch (result.kind) {
    case 'merged':
      return done({ type: 'ChangeReverted', operation: operation.id, revert });
    case 'refused':
      return failed(sayNotReverted({ why: 'refused', revert, said: result.why }, settings.language));
    default:
      return lookAgain;
  }
}
