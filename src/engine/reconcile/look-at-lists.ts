import type { Lookout, SeenChange, SeenComment, SeenEvent, SeenIssue } from '#ports/lookout.js';
import type { Instant, RepositoryRef } from '#process/task.js';
import type { Readings } from './open-readings.js';

/** What the lists of a repository show that changed since the look before. */
export interface Listed {
  readonly issues: readonly SeenIssue[];
  readonly comments: readonly SeenComment[];
  readonly changes: readonly SeenChange[];
  readonly events: readonly SeenEvent[];
}

/** Three requests where nothing changed; where something did one more, for who did it. `begun`: nothing before is looked at. */
export async function lookAtLists(
  github: Lookout,
  readings: Readings,
  { repository, begun }: { repository: RepositoryRef; begun: Instant },
): Promise<Listed> {
  const since = (name: string): Instant => Number(readings.valueOf(name) ?? begun);
  const issues = await readings.look('issues', (etag) =>
    github.lookAtIssues(repository, since('issues'), etag),
  );
  const comments = await readings.look('comments', (etag) =>
    github.lookAtComments(repository, since('comments'), etag),
  );
  const changes = await readings.look('changes', (etag) =>
    github.lookAtChanges(repository, since('changes'), etag),
  );
  const listed = {
    issues: issues ?? [],
    comments: comments ?? [],
    changes: (changes ?? []).filter(({ changed }) => changed >= since('changes')),
    events:
      issues === null && changes === null ? [] : await lookAtEvents(github, readings, { repository, begun }),
  };
  for (const name of ['issues', 'comments'] as const)
    keepThrough(readings, name, { listed, since, moves: true });
  keepThrough(readings, 'changes', { listed, since, moves: false });
  return listed;
}

/** How far a list was read, by GitHub's own time. */
function keepThrough(
  readings: Readings,
  name: 'issues' | 'comments' | 'changes',
  { listed, since, moves }: { listed: Listed; since: (name: string) => Instant; moves: boolean },
): void {
  const through = Math.max(since(name), ...listed[name].map(({ changed }) => changed));
  const moved = moves && through !== since(name);
  if (listed[name].length > 0 || readings.valueOf(name) === null) readings.keep(name, String(through), moved);
}

async function lookAtEvents(
  github: Lookout,
  readings: Readings,
  { repository, begun }: { repository: RepositoryRef; begun: Instant },
): Promise<readonly SeenEvent[]> {
  const after = Number(readings.valueOf('events') ?? 0);
  const events = await readings.look('events', (etag) =>
    github.lookAtEvents(repository, { after, since: begun }, etag),
  );
  readings.keep('events', String(Math.max(after, ...(events ?? []).map(({ id }) => id))));
  return events ?? [];
}
