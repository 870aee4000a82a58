import { visibleLines } from './markdown/visible-lines.js';

/** An issue that a pull request says it closes; `owner` and `repo` null: in its own repository. */
export interface ClosingReference {
  readonly owner: string | null;
  readonly repo: string | null;
  readonly number: number;
}

const name = '[A-Za-z0-9_.-]{1,100}';
const reference = new RegExp(
  `\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? +(?:(${name})/(${name}))?(?:#|https?://[^\\s/]{1,253}/(${name})/(${name})/issues/)(\\d{1,10})\\b`,
  'gi',
);

/** GitHub's closing keywords, as GitHub reads them: outside code and HTML comments. */
export function parseClosingKeywords(body: string): readonly ClosingReference[] {
  const text = visibleLines(body)
    .map((text) => (text?.includes('`') === true ? text.replace(/`[^`]*`/g, '') : text))
    .join('\n');
  return [...text.matchAll(reference)].map(([, owner, repo, urlOwner, urlRepo, number]) => ({
    owner: owner ?? urlOwner ?? null,
    repo: repo ?? urlRepo ?? null,
    number: Number(number),
  }));
}
