import type { RoleSource } from '#config/settings.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { Words } from '../words.js';
import { nameLogin } from './name-login.js';

/** More names than these only fill the screen. */
const mostNames = 6;

/** Who has a role, by name and without a mention. */
export function nameHolders(source: RoleSource, { people }: Words): string {
  if (source.kind === 'unset') return people.unset;
  if (source.kind === 'nobody') return people.nobody;
  const named = [
    ...source.users.map(nameLogin),
    ...source.teams.map(({ org, slug }) => escapeMarkdown(`${org}/${slug}`, 90)),
  ];
  const shown = named.slice(0, mostNames);
  const others = [
    ...(source.permission === null ? [] : [people.everyone(source.permission)]),
    ...(named.length > mostNames ? [people.more(named.length - mostNames)] : []),
  ];
  return people.list([...shown, ...others]);
}
