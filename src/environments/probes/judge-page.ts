import type { ProbeSettings } from '#config/settings.js';
import type { Sha } from '#process/task.js';
import type { Page } from './ask-page.js';

/** Why this page is not what the probe expects, in words for everybody; `null` when it is. */
export function judgePage(
  { status, headers, body }: Page,
  { probe, commit }: { probe: ProbeSettings; commit: Sha | null },
): string | null {
  if (status !== probe.status) return `${probe.path} answered ${status} instead of ${probe.status}`;
  if (probe.commitHeader !== null && commit !== null) {
    const served = headers[probe.commitHeader.toLowerCase()];
    if (served === undefined || served === '') {
      return `${probe.path} does not say which commit it serves (it has no ${probe.commitHeader} header)`;
    }
    if (String(served).toLowerCase() !== commit.toLowerCase()) {
      return `${probe.path} serves commit ${short(String(served))}, not ${short(commit)}`;
    }
  }
  if (probe.contains !== null && !body.includes(probe.contains)) {
    return `${probe.path} does not contain “${probe.contains}”`;
  }
  return null;
}

/** Whether the page says that it is of this commit; `null` when it was not asked. */
export function servesCommit(
  { headers }: Page,
  { probe, commit }: { probe: ProbeSettings; commit: Sha | null },
): boolean | null {
  if (probe.commitHeader === null || commit === null) return null;
  return String(headers[probe.commitHeader.toLowerCase()] ?? '').toLowerCase() === commit.toLowerCase();
}

/** What a server says is not to be trusted with the length or the form of our sentence. */
const short = (commit: string): string => commit.replace(/[^\w.-]/g, '?').slice(0, 7);
