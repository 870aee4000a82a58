import type { EnvironmentSettings, Settings } from '#config/settings.js';
import type { EnvironmentRef } from '#ports/environments.js';
import type { Task } from '#process/task.js';

/**
 * What scripts are run with. In the sandbox of a fork's code they see none of the server's variables: there may be secrets
 * among them. What goes to production was approved by everybody by then, and gets what production needs.
 */
export function settingsFor(
  { kind }: EnvironmentRef,
  { task: { change }, settings }: { task: Pick<Task, 'change'>; settings: Pick<Settings, 'environments'> },
): EnvironmentSettings {
  const { environments } = settings;
  return kind === 'sandbox' && change?.fork === true ? { ...environments, pass: [] } : environments;
}
