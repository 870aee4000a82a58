import { compareConfigs } from '#config/compare-configs.js';
import { type Defaults, parseConfig } from '#config/parse-config.js';
import type { RepositoryRef, Sha } from '#process/task.js';
import { type ConfigChange, renderConfigChange } from '#wording/render-config-change.js';
import type { Engine } from './engine.js';

/** GitHub takes no more with one request. */
const mostAnnotations = 50;

/** Says on a pull request that changes the configuration whether it would work, and what it would change. Up to 3 requests, once for each head. */
export async function judgeConfigChange(
  { github, store, configs }: Pick<Engine, 'github' | 'store' | 'configs'>,
  { repository, change, head }: { repository: RepositoryRef; change: number; head: Sha },
): Promise<void> {
  const noted = `config-judged:${repository.id}#${change}`;
  if ((await store.loadNote(noted)) === head) return;
  const found = await github.loadConfigChange(repository, { change, head });
  if (found !== null) {
    const { settings } = await configs.take(repository, found.before);
    const defaults = await configs.defaultsOf(repository);
    const judged = judge(found.before.text ?? '', found.after ?? '', defaults);
    const { title, summary } = renderConfigChange(judged, settings);
    const problems = judged.kind === 'broken' ? judged.problems : [];
    await github.putConfigCheck(repository, {
      head,
      works: judged.kind !== 'broken',
      title,
      summary,
      problems: problems.slice(0, mostAnnotations).map(({ line, key, message }) => ({
        line,
        message: key === '' ? message : `${key}: ${message}`,
      })),
    });
  }
  await store.saveNote(noted, head);
}

function judge(before: string, after: string, shared: Defaults | null): ConfigChange {
  // A proposal is not to blame for defaults that cannot be used: they stand in another repository.
  const defaults = shared !== null && parseConfig(shared.text).ok ? shared : null;
  const next = parseConfig(after, defaults);
  if (!next.ok) return { kind: 'broken', problems: next.problems };
  const present = parseConfig(before, defaults);
  if (!present.ok) return { kind: 'mended' };
  const difference = compareConfigs(
    { text: before, settings: present.settings },
    { text: after, settings: next.settings },
  );
  return { kind: 'changed', difference };
}
