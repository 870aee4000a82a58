import { coerce, inc } from 'semver';
import { parseCommits } from '#commands/parse-commits.js';
import type { Settings } from '#config/settings.js';
import type { Task, VersionPart } from '#process/task.js';
import type { VersionChoice } from '#wording/version-choice.js';

interface Known {
  readonly task: Pick<Task, 'releasePart'>;
  readonly settings: Pick<Settings, 'labels' | 'release'>;
  /** Tag of the newest published release. */
  readonly latest: string | null;
  /** Labels of the issue. */
  readonly labels: readonly string[];
  /** Reads the messages of the change's commits. */
  readonly loadMessages: () => Promise<readonly string[]>;
}

/**
 * The number of the next release, and who says so: a manager's `/release` goes before a label, a label before the commits,
 * and where none of them says anything it is as the repository is configured. The commits are read only where they count.
 */
export async function chooseVersion(known: Known): Promise<{ tag: string; choice: VersionChoice }> {
  const choice = await choose(known);
  return { tag: nextTag(known, choice.part), choice };
}

async function choose({ task, settings, labels, loadMessages }: Known): Promise<VersionChoice> {
  const { release } = settings;
  if (task.releasePart !== null)
    return { part: task.releasePart.part, said: 'command', by: task.releasePart.by };
  const labelled = partOfLabels(labels, settings.labels.release);
  if (labelled !== null) return { part: labelled, said: 'label', by: null };
  const committed = release.version === 'commits' ? parseCommits(await loadMessages()) : null;
  if (committed !== null) return { part: committed, said: 'commits', by: null };
  return { part: release.bump, said: 'config', by: null };
}

/** The largest part that is on the issue; GitHub does not tell small letters from capitals in names of labels. */
function partOfLabels(labels: readonly string[], prefix: string): VersionPart | null {
  const names = labels.map((label) => label.toLowerCase());
  const parts = ['major', 'minor', 'patch'] as const;
  return parts.find((part) => names.includes(`${prefix}${part}`.toLowerCase())) ?? null;
}

/** The latest one raised; before the first it is as if `0.0.0` had been released. */
function nextTag({ latest, settings }: Known, part: VersionPart): string {
  const { tagPrefix } = settings.release;
  const bare = latest?.startsWith(tagPrefix) ? latest.slice(tagPrefix.length) : latest;
  const current = coerce(bare ?? '0.0.0')?.version ?? '0.0.0';
  return `${tagPrefix}${inc(current, part) ?? '0.1.0'}`;
}
