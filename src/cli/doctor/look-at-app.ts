import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { type Finding, problem, well } from './finding.js';
import { type Patient, statusOf } from './patient.js';

type Permissions = Readonly<Record<string, string | undefined>>;

interface Manifest {
  readonly default_permissions: Permissions;
  readonly default_events: readonly string[];
}

/** GitHub allows an App's clock to be a minute off; half of that is time to do something about it. */
const mostSkewMs = 30_000;
const levels = ['read', 'write', 'admin'];

/** Whether GitHub knows the App, it may do and hears what `app.yml` asks for, and the clocks agree. */
export async function lookAtApp(patient: Patient): Promise<readonly Finding[]> {
  try {
    const { data, headers } = await patient.app.rest.apps.getAuthenticated();
    const manifest = await readManifest();
    return [
      well(`GitHub knows the App ${data?.slug ?? ''} (${patient.settings.appId})`),
      ...lookAtClock(headers.date, patient),
      ...lookAtPermissions(data?.permissions ?? {}, manifest),
      ...lookAtEvents(data?.events ?? [], manifest),
      ...(await lookAtInstallations(patient, manifest)),
    ];
  } catch (error) {
    return whyUnknown(error, patient);
  }
}

/** `app.yml` stands beside this build. */
async function readManifest(): Promise<Manifest> {
  return load(await readFile(new URL('../../../app.yml', import.meta.url), 'utf8')) as Manifest;
}

/** A wrong clock is often why GitHub does not know the App. */
function whyUnknown(error: unknown, patient: Patient): readonly Finding[] {
  const status = statusOf(error);
  const { response } = error as { response?: { headers?: { date?: string } } };
  const clock = lookAtClock(response?.headers?.date, patient).filter(({ kind }) => kind === 'problem');
  const { apiUrl } = patient.settings.github;
  if (status === null || status >= 500) return [problem('github_unreachable', apiUrl)];
  return [...clock, problem('app_unknown', `App ${patient.settings.appId} at ${apiUrl}, status ${status}`)];
}

function lookAtClock(date: string | undefined, { now }: Patient): readonly Finding[] {
  const github = Date.parse(date ?? '');
  if (Number.isNaN(github)) return [];
  const skewMs = now() - github;
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  if (Math.abs(skewMs) <= mostSkewMs) return [well('the clock agrees with GitHub’s')];
  return [problem('clock_wrong', `it is ${seconds} s ${skewMs > 0 ? 'ahead' : 'behind'}`)];
}

function lookAtPermissions(
  granted: Permissions,
  { default_permissions: wanted }: Manifest,
): readonly Finding[] {
  const missing = lacking(granted, wanted);
  if (missing.length === 0) return [well('the App has every permission that it needs')];
  return missing.map((about) => problem('app_permission_missing', about));
}

function lacking(granted: Permissions, wanted: Permissions): readonly string[] {
  return Object.entries(wanted)
    .filter(([name, level]) => levels.indexOf(granted[name] ?? '') < levels.indexOf(level ?? ''))
    .map(([name, level]) => `${name}: ${level ?? ''} (it has ${granted[name] ?? 'none'})`);
}

function lookAtEvents(heard: readonly string[], { default_events: wanted }: Manifest): readonly Finding[] {
  const missing = wanted.filter((event) => !heard.includes(event));
  if (missing.length === 0) return [well('the App is told of every event that it needs')];
  return missing.map((event) => problem('app_event_missing', event));
}

async function lookAtInstallations(
  { app }: Patient,
  { default_permissions: wanted }: Manifest,
): Promise<readonly Finding[]> {
  const installations = await app.paginate(app.rest.apps.listInstallations, { per_page: 100 });
  const found = installations.flatMap(
    ({ account, permissions, suspended_at: suspended }): readonly Finding[] => {
      const name = (account as { login?: string } | null)?.login ?? 'an enterprise';
      if (suspended) return [problem('installation_suspended', name)];
      const missing = lacking(permissions, wanted);
      return missing.length === 0 ? [] : [problem('installation_behind', `${name}: ${missing.join(', ')}`)];
    },
  );
  return found.length > 0
    ? found
    : [well(`installations: ${installations.length}, all with these permissions`)];
}
