/** GitHub notifies no more than 50. */
const mostMentions = 40;

/** People and teams, called; what does not look like one is left out. `null`: nobody. */
export function listMentions(mentions: readonly string[]): string | null {
  const called = mentions
    .filter((name) => /^@[\w-]{1,100}(?:\/[\w.-]{1,100})?$/.test(name))
    .slice(0, mostMentions);
  return called.length === 0 ? null : called.join(' ');
}
