import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '#process/canonical.js';
import { foldChanges } from '#process/fold-journal.js';
import { newTask } from '#process/new-task.js';
import type { Task } from '#process/task.js';
import type { JournalEntry, Store } from '#ports/store.js';
import { findBreak } from '#store/chain.js';
import type { CommentView, RequestRecord } from '#simulator/github.js';
import type { Part } from './people.js';
import type { Shop, World } from './world.js';

/** What was found wrong when everything had settled, each in one line that says what and where. */
export interface Findings {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Said about one gate, and counted at another. */
  readonly misplaced: readonly string[];
  /** How each task ended, by what an undisturbed one can be compared with. */
  readonly ends: ReadonlyMap<Part, End>;
  readonly counts: Counts;
}

/** What an end is compared by. */
export interface End {
  readonly stage: string;
  readonly round: number;
  readonly rollbacks: number;
  readonly releases: number;
}

export interface Counts {
  readonly releases: number;
  readonly merges: number;
  readonly productionDeployments: number;
  readonly backups: number;
  readonly scriptRuns: number;
  readonly interruptedRuns: number;
  readonly repeatedRuns: number;
  readonly journalEntries: number;
  readonly givenUp: number;
}

interface Looked {
  readonly part: Part;
  readonly shop: Shop;
  readonly task: Task | null;
  readonly journal: readonly JournalEntry[];
}

/** Compares the store, GitHub, the environments and the ledger of the host with each other. The servers have stopped. */
export async function audit(
  world: World,
  { parts, store }: { parts: readonly Part[]; store: Store },
): Promise<Findings> {
  const { github, shops, hosting, variables } = world;
  const looked: Looked[] = [];
  for (const part of parts) {
    const shop = shops.find(({ repository }) => repository === part.repository);
    if (shop === undefined) throw new Error('a task of no shop');
    const key = `${part.repository.id}#${part.number}`;
    looked.push({ part, shop, task: await store.loadTask(key), journal: await store.loadJournal(key) });
  }
  const data = variables['GREENLIGHT_DATA'] ?? '';
  const requests = github.requests.filter(({ status }) => status >= 200 && status < 300);
  const merges = await Promise.all(shops.map(countMerges));
  const ledger = await hosting.ledger();
  const completed = ledger.filter(({ phase }) => phase === 'end');
  const dead = await store.deadJobs(1_000);
  const lost = [
    ...looked.flatMap(lostOf),
    // Of an operation the task was told, and somebody tried again.
    ...dead
      .filter(({ kind }) => kind !== 'operation')
      .map(({ lane, kind, error }) => `a dead letter: ${kind} in ${lane}: ${error ?? ''}`),
    ...(await Promise.all(shops.map((shop) => productionOf(shop, world)))).flat(),
    ...shops.flatMap((shop) => leftOf(shop, data)),
  ];
  const doubled = [
    ...looked.flatMap(doubledOf),
    ...doubledRequests(requests),
    ...shops.flatMap((shop, index) => doubledReleases(shop, merges[index] ?? 0, looked)),
    ...shops.flatMap(({ pipeline }) =>
      repeats((pipeline?.done ?? []).map(({ operation }) => `pipeline work ${operation}`)),
    ),
  ];
  const { wanted, repeated } = countRuns(looked, completed);
  return {
    lost,
    doubled,
    misplaced: looked.flatMap(misplacedOf),
    ends: new Map(looked.map((one) => [one.part, endOf(one)])),
    counts: {
      releases: sum(
        shops.map(({ repository }) => repository.releases().filter(({ draft }) => !draft).length),
      ),
      merges: sum(merges),
      productionDeployments: wanted,
      backups: sum(shops.map((shop) => backupsOf(shop, data))),
      scriptRuns: completed.length,
      interruptedRuns: ledger.length - 2 * completed.length,
      repeatedRuns: repeated,
      givenUp: dead.filter(({ kind }) => kind === 'operation').length,
      journalEntries: sum(looked.map(({ journal }) => journal.length)),
    },
  };
}

const nameOf = ({ repository, number, course }: Part): string =>
  `${repository.fullName}#${number} (${course.name})`;

function lostOf({ part, task, journal }: Looked): readonly string[] {
  const name = nameOf(part);
  if (task === null) return [`${name}: the store has no such task`];
  const broken = findBreak(journal);
  const title = journal[0]?.judged?.facts.seen?.issue.title ?? task.title;
  const start = newTask({ repository: task.repository, number: task.number, title });
  const folded = foldChanges(
    start,
    journal.map(({ changes }) => changes),
  );
  const findings: readonly [boolean, string][] = [
    [task.stage !== part.course.ends, `is at ${task.stage} in the store, and not ${part.course.ends}`],
    [
      part.stage !== part.course.ends,
      `is shown at ${part.stage || 'no stage'}, and not at ${part.course.ends}`,
    ],
    [broken !== null, `the chain of its journal breaks at entry ${broken ?? 0}`],
    [differs(folded, task), `its journal does not lead to its state: ${differences(folded, task)}`],
  ];
  return findings.filter(([isSo]) => isSo).map(([, what]) => `${name}: ${what}`);
}

const differs = (folded: Task, task: Task): boolean => differences(folded, task) !== '';

/** The repository may have been named otherwise, and the version is counted by the store. */
function differences(folded: Task, task: Task): string {
  const names = Object.keys(task) as (keyof Task)[];
  return names.filter((name) => canonical(folded[name]) !== canonical(task[name])).join(', ');
}

function doubledOf({ part }: Looked): readonly string[] {
  const { repository, number, change } = part;
  const comments = [number, ...(change === null ? [] : [change])].flatMap(
    (on) => repository.issue(on).comments,
  );
  return repeats(comments.flatMap((comment) => markerOf(comment))).map((what) => `${nameOf(part)}: ${what}`);
}

/** The hidden marker of a comment of ours; one without is taken by its words. */
function markerOf({ author, body }: CommentView): readonly string[] {
  if (author !== 'greenlight[bot]') return [];
  const marker = /<!-- (greenlight:\S+) -->/.exec(body)?.[1];
  return [`comment ${marker ?? JSON.stringify(body)}`];
}

/** Deployments carry the operation that asked for them. */
function doubledRequests(requests: readonly RequestRecord[]): readonly string[] {
  const made = requests.filter(({ route }) => route === 'POST /repos/{owner}/{repo}/deployments');
  return repeats(
    made.map(({ body }) => {
      const { task = '', payload } = body as { task?: string; payload?: { operation?: string } };
      return `deployment ${task} for ${payload?.operation ?? 'nothing'}`;
    }),
  );
}

function doubledReleases({ repository }: Shop, merges: number, looked: readonly Looked[]): readonly string[] {
  const own = looked.filter(({ part }) => part.repository === repository);
  const released = own.filter(({ task }) => task?.stage === 'released');
  const wanted = sum(released.map(({ task }) => task?.followups.length ?? 0));
  const opened = repository.issues().filter(({ author }) => author === 'greenlight[bot]').length;
  const { fullName } = repository;
  const releases = repository.releases();
  const claims: readonly [number, number, string][] = [
    [releases.filter(({ draft }) => !draft).length, released.length, 'published releases'],
    [releases.filter(({ draft }) => draft).length, 0, 'drafts of releases'],
    [merges, released.length, 'merges on the default branch'],
    [opened, wanted, 'issues for what comes next'],
    [sum(releases.map(({ assets }) => assets.length)), 2 * released.length, 'files of releases'],
  ];
  return claims
    .filter(([found, expected]) => found !== expected)
    .map(([found, expected, what]) => `${fullName}: ${found} ${what}, and ${expected} were to be`);
}

/** Everything on the default branch after its first commit came by a release. */
async function countMerges({ repository }: Shop): Promise<number> {
  return Number(await repository.git('rev-list', '--count', '--first-parent', 'main')) - 1;
}

/** What production serves is what was released last. */
async function productionOf(shop: Shop, world: World): Promise<readonly string[]> {
  const { repository } = shop;
  const commit = await world.served(shop);
  if (commit === null) return [`${repository.fullName}: production serves nothing`];
  const [live, main] = await Promise.all(
    [commit, 'main'].map((ref) => repository.git('rev-parse', `${ref}^{tree}`)),
  );
  return live === main
    ? []
    : [`${repository.fullName}: production serves ${commit.slice(0, 7)}, which is not what main is`];
}

/** Sandboxes that are left, on the machine and on GitHub. */
function leftOf({ repository, pipeline }: Shop, data: string): readonly string[] {
  const directory =
    pipeline === null
      ? join(data, 'environments', String(repository.id))
      : join(pipeline.placeOf('production'), '..');
  const onDisk = existsSync(directory)
    ? readdirSync(directory).filter((name) => name.startsWith('sandbox-'))
    : [];
  const onGitHub = repository
    .deployments()
    .map(({ environment }) => environment)
    .filter((name) => name.startsWith('sandbox-'));
  return [
    ...onDisk.map((name) => `${repository.fullName}: ${name} is left`),
    ...[...new Set(onGitHub)].map((name) => `${repository.fullName}: GitHub still shows ${name}`),
  ];
}

function backupsOf({ repository, pipeline }: Shop, data: string): number {
  if (pipeline !== null) return pipeline.done.filter(({ task }) => task === 'greenlight:backup').length;
  const directory = join(data, 'backups', String(repository.id));
  return existsSync(directory)
    ? sum(readdirSync(directory).map((name) => readdirSync(join(directory, name)).length))
    : 0;
}

/** Production was to be deployed so often, by scripts; what was run to its end more often is a repetition. */
function countRuns(
  looked: readonly Looked[],
  completed: readonly { operation: string; environment: string; task: string }[],
): { wanted: number; repeated: number } {
  const own = looked.filter(({ shop }) => shop.pipeline === null);
  const touched = (one: Looked): number =>
    new Set(one.journal.flatMap(({ event }) => (event.type === 'ProductionTouched' ? [event.operation] : [])))
      .size;
  const ran = (one: Looked): number =>
    completed.filter(
      ({ operation, environment, task }) =>
        operation === 'deploy' && environment === 'production' && task === one.task?.key,
    ).length;
  return {
    wanted: sum(looked.map(touched)),
    repeated: sum(own.map((one) => Math.max(0, ran(one) - touched(one)))),
  };
}

/** A verdict counts at the gate that it was meant for. */
function misplacedOf({ part, journal }: Looked): readonly string[] {
  return journal.flatMap((entry) => {
    const { event, from, number } = entry;
    if (event.type !== 'Approved' && event.type !== 'Rejected') return [];
    if (!isCounted(entry, event.by)) return [];
    const meant = part.meant.get(event.source.comment ?? 0);
    return meant === undefined || meant === from
      ? []
      : [
          `${nameOf(part)}: entry ${number}: ${event.type} meant for ${meant} counted at ${from ?? 'nothing'}`,
        ];
  });
}

/** A verdict that counts stays with its task, or led on; of one that was refused only what was seen along with it is written down. */
export function isCounted({ at, changes }: Pick<JournalEntry, 'at' | 'changes'>, by: string): boolean {
  const { approvals = [], objections = [], rejection = null } = changes;
  const noted = [...approvals, ...objections, ...(rejection === null ? [] : [rejection])];
  return 'ledOn' in changes || noted.some((one) => one.at === at && one.by === by);
}

function endOf({ task, journal }: Looked): End {
  return {
    stage: task?.stage ?? 'none',
    round: task?.round ?? 0,
    rollbacks: journal.filter(({ event }) => event.type === 'ProductionRestored').length,
    releases: journal.filter(({ event }) => event.type === 'Released').length,
  };
}

/** What is there more than once. */
function repeats(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([name, count]) => `${count} times: ${name}`);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
