import type { Issue } from '../state/records.js';
import type { Doer } from './doer.js';

/** Adds an entry to the timeline of an issue. */
export function note({ world, by }: Doer, issue: Issue, event: string, detail: Record<string, string>): void {
  issue.timeline.push({ id: world.newId(), event, at: world.now(), actor: by, detail });
}
