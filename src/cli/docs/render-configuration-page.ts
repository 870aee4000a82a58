import { type ConfigKey, listKeys } from '#config/list-keys.js';
import { joinBlocks, renderCode, renderNotice, renderTable } from './markdown.js';
import { renderExampleConfig } from './render-example-config.js';

const introduction = `\`.github/greenlight.yml\` is read from the default branch; a pull request that changes it changes nothing before it is merged. Without
the file, everything has its default. It is read strictly: while one key or value is wrong, no gate opens, and card and check say
what is wrong, with its line. Editors complete and check it with [the schema](../greenlight.schema.json), for example when its first
line is \`# yaml-language-server: $schema=\` and the address of that file.

What a repository does not write comes from the same file in the repository \`.github\` of its owner, where there is one, before the defaults below: one
level, and what the repository writes wins, key by key of the second level (\`roles.client\`, \`environments.scripts\`), lists and people replaced as a whole.
That file is read strictly too, must work alone, and its problems are told as \`owner/.github: line …\`; it counts at once after a push where the App is
installed on that repository (which also gets pull requests for it checked), else within five minutes, and for a private one the App must be installed there.

- **People** are a username, a list of usernames and \`@org/team\` names, \`{permission: write}\` for everybody with that access to the repository
  or more (\`read\`, \`triage\`, \`write\`, \`maintain\`, \`admin\`), or \`none\`.
- **Roles** are \`manager\`, \`client\`, \`developer\`, \`tester\` and \`devops\`.
- **Durations** are a whole number with \`s\`, \`m\`, \`h\` or \`d\`; at most \`99h\` or \`24d\`.`;

/** docs/reference/configuration.md: every key, and an example with all of them. */
export function renderConfigurationPage(): string {
  const keys = listKeys();
  const sections = keys.filter(({ path }) => !path.includes('.'));
  return joinBlocks([
    renderNotice('src/config/schema.ts'),
    '# Configuration',
    introduction,
    ...sections.map((section) => renderSection(section, keys)),
    '## Example',
    'Every key, with its default where it has one.',
    `\`\`\`yaml${renderExampleConfig()}\n\`\`\``,
  ]);
}

function renderSection(section: ConfigKey, keys: readonly ConfigKey[]): string {
  const held = keys.filter(({ path }) => isIn(section, path) && !isRepeated(path));
  const rows = (held.length > 0 ? held : [section]).map(renderRow);
  const text = held.length > 0 ? `${section.description}\n\n` : '';
  return `## ${section.path}\n\n${text}${renderTable(['key', 'type', 'default', ''], rows)}`;
}

/** Whether a key stands in this section, or in the items of this list. */
const isIn = (section: ConfigKey, path: string): boolean =>
  path.startsWith(`${section.path}.`) || path.startsWith(`${section.path}[]`);

/** The keys of a sandbox's probes are those of production's. */
const isRepeated = (path: string): boolean => path.startsWith('environments.sandbox.probes[]');

function renderRow({ path, type, description, fallback }: ConfigKey): readonly string[] {
  const standard = fallback === null ? '' : renderCode(renderFallback(fallback));
  return [renderCode(path), type, standard, description];
}

function renderFallback(fallback: unknown): string {
  if (Array.isArray(fallback)) return `[${fallback.join(', ')}]`;
  return typeof fallback === 'string' && fallback.endsWith(' ') ? `"${fallback}"` : String(fallback);
}
