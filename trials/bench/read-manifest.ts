import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import type { GitHubOptions } from '#simulator/github.js';

/** Permissions and events of `app.yml`: what the App is installed with. */
export async function readManifest(): Promise<Pick<GitHubOptions['app'], 'permissions' | 'events'>> {
  const manifest = load(await readFile('app.yml', 'utf8')) as {
    default_permissions: GitHubOptions['app']['permissions'];
    default_events: string[];
  };
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}
