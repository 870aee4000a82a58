import { backupsSchema } from './backups-schema.js';
import { containerSchema } from './container-schema.js';
import { executorNames } from './executor-name.js';
import { optionalScripts, sandboxLife, sandboxSource } from './sandbox-schema.js';
import { duration, script, section } from './schema-parts.js';

const probes = (description: string) => ({
  type: 'array',
  minItems: 1,
  items: { $ref: '#/definitions/probe' },
  description,
});

const address = {
  type: 'string',
  pattern: '^https?://[^\\s/]+(/\\S*)?$',
  patternErrorMessage: 'must be an address that begins with http:// or https://',
} as const;

/** The section `environments`. */
export const environmentsSchema = section('Sandboxes and production.', {
  executor: {
    enum: executorNames,
    description:
      'Who deploys: `github-deployments` asks for a GitHub Deployment that your CI/CD answers, `command` runs the scripts of this repository on the server, `container` builds and runs an image there.',
    default: 'github-deployments',
  },
  scripts: section(
    'The scripts, relative to the root of the repository; taken from the default branch, never from the change.',
    {
      provision: script('Makes a sandbox from the live project.', 'provision'),
      deploy: script('Puts a commit into an environment, keeping its data.', 'deploy'),
      backup: script('Stores the data of an environment.', 'backup'),
      restore: script('Puts an environment back to a backup.', 'restore'),
      destroy: script('Ends a sandbox.', 'destroy'),
      ...optionalScripts,
    },
  ),
  timeout: duration(
    'How long one script may run; with `github-deployments`, how long a deployment may go unanswered.',
    '15m',
  ),
  'answered-by': {
    type: 'array',
    items: {
      type: 'string',
      pattern: '^[A-Za-z0-9-]{1,39}(\\[bot\\])?$',
      patternErrorMessage: 'must be a login, such as github-actions[bot]',
    },
    uniqueItems: true,
    description:
      'With `github-deployments`: whose answers to a deployment count. Default: of everybody who may write them, which needs write access.',
    examples: [['github-actions[bot]']],
    default: [],
  },
  'max-sandboxes': {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    description:
      'How many sandboxes of this repository stand at the same time; further tasks wait at step 3, in the order in which they came. Default: as many as there are tasks.',
    examples: [5],
  },
  container: containerSchema,
  backups: backupsSchema,
  pass: {
    type: 'array',
    items: {
      type: 'string',
      pattern: '^[A-Z][A-Z0-9_]{0,99}$',
      patternErrorMessage: 'must be the name of a variable, in capitals',
    },
    uniqueItems: true,
    description:
      "Names of variables of the server's environment that scripts may see. Greenlight's own are never passed.",
    examples: [['SHOP_DATABASE_URL']],
    default: [],
  },
  production: section('The live environment.', {
    name: {
      type: 'string',
      pattern: '^(?!sandbox-)[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$',
      patternErrorMessage:
        'must be of small letters, digits and hyphens, and not begin with sandbox-, as the sandboxes do',
      description: 'Its name on GitHub.',
      default: 'production',
    },
    url: {
      ...address,
      description: 'Where people find it, when the scripts do not say.',
      examples: ['https://shop.example.com'],
    },
    probes: probes('How Greenlight sees that it is healthy. Default: `/` answers 200.'),
  }),
  sandbox: section("A task's own environment.", {
    url: {
      ...address,
      description: 'Where people find it, when the scripts do not say; `{name}` is replaced by its name.',
      examples: ['https://{name}.preview.example.com'],
    },
    probes: probes('How Greenlight sees that it is healthy. Default: the probes of production.'),
    from: sandboxSource,
    ...sandboxLife,
  }),
});
