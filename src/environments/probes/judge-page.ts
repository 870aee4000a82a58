import type { ProbeSettings } from '#config/settings.js';
import type { Sha } from '#process/task.js';
import type { Page } from './ask-page.js';

interface Expected {
  readonly probe: ProbeSettings;
  readonly commit: Sha | null;
}

/**
 * Why this page is not what the probe expects, in words for everybody; `null` when it is. What explains the others is said
 * first: status, commit, header, body, and last the time that it took from the first request to the last byte.
 */
export function judgePage(page: Page, { tookMs, ...expected }: Expected & { tookMs: number }): string | null {
  const { path, status, latencyMs } = expected.probe;
  if (page.status !== status) return `${path} answered ${page.status} instead of ${status}`;
  return (
    judgeCommit(page, expected) ??
    judgeHeader(page, expected) ??
    judgeBody(page, expected) ??
    (latencyMs !== null && tookMs > latencyMs
      ? `${path} took ${Math.ceil(tookMs)} ms, more than ${latencyMs} ms`
      : null)
  );
}

function judgeCommit(page: Page, { probe, commit }: Expected): string | null {
  if (probe.commitHeader === null || commit === null) return null;
  const served = headerOf(page, probe.commitHeader);
  if (served === null || served === '') {
    return `${probe.path} does not say which commit it serves (it has no ${probe.commitHeader} header)`;
  }
  if (served.toLowerCase() === commit.toLowerCase()) return null;
  return `${probe.path} serves commit ${short(served)}, not ${short(commit)}`;
}

function judgeHeader(page: Page, { probe: { path, header } }: Expected): string | null {
  if (header === null) return null;
  const found = headerOf(page, header.name);
  if (found === null) return `${path} has no ${header.name} header`;
  if (header.contains === null || found.includes(header.contains)) return null;
  return `the ${header.name} header of ${path} does not contain “${header.contains}”`;
}

function judgeBody({ body }: Page, { probe: { path, contains } }: Expected): string | null {
  return contains === null || body.includes(contains) ? null : `${path} does not contain “${contains}”`;
}

/** Its values with commas between them; `null` when the page does not have it. */
function headerOf({ headers }: Page, name: string): string | null {
  const found = headers[name.toLowerCase()];
  return found === undefined ? null : [found].flat().join(', ');
}

/** Whether the page says that it is of this commit; `null` when it was not asked, or does not say. */
export function servesCommit(page: Page, expected: Expected): boolean | null {
  const { commitHeader } = expected.probe;
  if (commitHeader === null || expected.commit === null) return null;
  if (page.headers[commitHeader.toLowerCase()] === undefined) return null;
  return judgeCommit(page, expected) === null;
}

/** What a server says is not to be trusted with the length or the form of our sentence. */
const short = (commit: string): string => commit.replace(/[^\w.-]/g, '?').slice(0, 7);
