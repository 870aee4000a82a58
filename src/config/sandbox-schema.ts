import { duration, script, section } from './schema-parts.js';

/** What has no default: to write it says that there is such a thing. */
function withoutDefault({ default: example, ...key }: ReturnType<typeof script | typeof duration>) {
  return { ...key, examples: [example] };
}

/** The scripts that a repository may do without. */
export const optionalScripts = {
  stop: withoutDefault(
    script(
      'Ends the processes of a sandbox, keeping its data. Without it sandboxes cannot be stopped.',
      'stop',
    ),
  ),
  mask: withoutDefault(
    script(
      'Makes the copy of the live data that a sandbox may have; nothing else of them reaches it. When it fails there is no sandbox.',
      'mask',
    ),
  ),
  start: withoutDefault(
    script(
      'Starts a stopped sandbox again as it was. Without it, `deploy` does that with the same commit.',
      'start',
    ),
  ),
};

/** How long a sandbox runs. */
export const sandboxLife = {
  ttl: withoutDefault(
    duration(
      'How long a sandbox runs after it was last made, deployed to or started; then it is stopped, its data kept. The developer is warned before, and `/sandbox extend` moves the end. Default: until the task is over.',
      '14d',
    ),
  ),
  'idle-stop': withoutDefault(
    duration(
      'A sandbox is stopped, its data kept, when nothing has happened to its task for so long; `/sandbox start` or the next deployment wakes it. Default: never.',
      '12h',
    ),
  ),
};

/** What a sandbox is made of. */
export const sandboxSource = section('What of the live project a sandbox is made from.', {
  services: {
    type: 'array',
    items: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
      patternErrorMessage: 'must be the name of a service: letters, digits, points, hyphens',
    },
    uniqueItems: true,
    description: 'Services that it needs, by names that your scripts know. Default: all.',
    examples: [['web', 'worker']],
    default: [],
  },
  data: {
    type: 'string',
    pattern: '^[a-z0-9][a-z0-9._-]{0,99}$',
    patternErrorMessage: 'must be full, none, or a name of small letters, digits, points, hyphens',
    description: 'Which data: `full`, `none`, or the name of a part that your scripts know.',
    default: 'full',
  },
});
