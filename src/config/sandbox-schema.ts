import { duration, script } from './schema-parts.js';

/** What has no default: to write it says that there is such a thing. */
function withoutDefault({ default: example, ...key }: ReturnType<typeof script | typeof duration>) {
  return { ...key, examples: [example] };
}

/** The scripts that a repository may do without. */
export const stopScripts = {
  stop: withoutDefault(
    script(
      'Ends the processes of a sandbox, keeping its data. Without it sandboxes cannot be stopped.',
      'stop',
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
