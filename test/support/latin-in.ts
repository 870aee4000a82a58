/** What Russian texts write in Latin letters too, and the people of the tests. */
const names =
  /Greenlight|GitHub|DevOps|pull request|issue|UTC|EUR|Ready for review|Development|max|carla|dana|tara|olga|maria|clara|dan|tess|mallory/gi;

/** The places of a Russian text that have Latin letters in them, besides codes, addresses, elements, commits and names. */
export function latinIn(text: string): readonly string[] {
  const own = text
    .replace(/```[^]*?```/g, '')
    .replace(/`[^`]*`/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<[^>]*>/g, '')
    .replace(/\[!\w+\]/g, '')
    .replace(names, '')
    .replace(/\b[a-f\d]{7}\b/g, '')
    .replace(/\bv\d+\.\d+\.\d+\b/g, '');
  return own.match(/.{0,30}[a-z].{0,30}/gi) ?? [];
}
