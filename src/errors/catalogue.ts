/** One thing that a person can fix: what is wrong in one line, and what to do about it. */
export interface CatalogueEntry {
  readonly message: string;
  readonly hint: string;
}

/** Every error that the server gives an operator, by code. docs/reference/errors.md is made from this. */
export const catalogue = {
  app_id_missing: { message: 'APP_ID is not set', hint: "Set it to the App ID on the App's settings page." },
  app_id_invalid: {
    message: 'APP_ID is not a number',
    hint: "Use the numeric App ID of the App's settings page, not its client ID.",
  },
  private_key_missing: {
    message: 'PRIVATE_KEY is not set',
    hint: 'Set PRIVATE_KEY to the PEM text, or PRIVATE_KEY_PATH to the file that GitHub gave you.',
  },
  private_key_unreadable: {
    message: 'the private key cannot be read',
    hint: 'PRIVATE_KEY (or the file at PRIVATE_KEY_PATH) must hold the whole PEM text, BEGIN and END lines included.',
  },
  webhook_secret_missing: {
    message: 'WEBHOOK_SECRET is not set',
    hint: "Set it to the webhook secret of the App's settings page; without it anybody could send deliveries.",
  },
  webhook_secret_known: {
    message: 'WEBHOOK_SECRET is "development", which everybody knows',
    hint: 'Choose a random secret, for example with `openssl rand -hex 32`, and set it on the App’s settings page too.',
  },
  webhook_secret_short: {
    message: 'WEBHOOK_SECRET or WEBHOOK_SECRET_PREVIOUS has fewer than 16 characters',
    hint: 'Whoever sees one signed delivery can guess a short secret. Set WEBHOOK_SECRET to what `openssl rand -hex 32` says, here and on the App’s settings page.',
  },
  metrics_token_short: {
    message: 'GREENLIGHT_METRICS_TOKEN has fewer than 16 characters',
    hint: 'Choose a random one, for example with `openssl rand -hex 32`, or leave it out: then only this machine may read /metrics.',
  },
  github_limits_invalid: {
    message: 'GREENLIGHT_GITHUB_LIMITS is not a number from 1 to 100',
    hint: 'Leave it out for github.com; 10 lets every installation ask ten times as much.',
  },
  drain_invalid: {
    message: 'GREENLIGHT_DRAIN is not a time from 0s to 10s',
    hint: 'Use whole seconds, such as 3s.',
  },
  port_invalid: {
    message: 'PORT is not a port number',
    hint: 'Use a whole number from 0 to 65535; 0 takes any free port.',
  },
  port_taken: {
    message: 'the port is already in use',
    hint: 'Stop whoever listens there, or set PORT to another one.',
  },
  host_unknown: {
    message: 'HOST is not an address of this machine',
    hint: 'Use 0.0.0.0 to listen everywhere, or localhost for this machine only.',
  },
  ghe_host_invalid: {
    message: 'GHE_HOST or GHE_PROTOCOL cannot be used',
    hint: 'GHE_HOST is a host name without a scheme; GHE_PROTOCOL is http or https.',
  },
  database_url_invalid: {
    message: 'DATABASE_URL is not a PostgreSQL address',
    hint: 'It looks like postgres://user:password@host:5432/name; leave it out to use the embedded store.',
  },
  database_unreachable: {
    message: 'the database at DATABASE_URL does not answer',
    hint: 'Check the address, the user and that the server runs (PostgreSQL 15 or newer).',
  },
  store_busy: {
    message: 'another process has the embedded store open',
    hint: 'Only one Greenlight can use a directory; stop the other one, or use PostgreSQL for several.',
  },
  store_newer: {
    message: 'the store was written by a newer Greenlight',
    hint: 'Start the newer version again; going back needs a backup of the store from before.',
  },
  store_edited: {
    message: 'the store does not match its migrations',
    hint: 'This build was changed after it was released; use an unchanged one.',
  },
  greenlight_url_invalid: {
    message: 'GREENLIGHT_URL is not an address',
    hint: 'It is where people reach this server, e.g. https://greenlight.example.com.',
  },
  github_unreachable: {
    message: 'GitHub does not answer',
    hint: 'Check the network, and GHE_HOST and GHE_PROTOCOL when they are set.',
  },
  app_unknown: {
    message: 'GitHub does not know this App',
    hint: 'APP_ID and the private key must belong to the same App, on the GitHub that GHE_HOST names; also check that the clock is right.',
  },
  container_engine_unknown: {
    message: 'GREENLIGHT_CONTAINER_ENGINE is neither podman nor docker',
    hint: 'Set it to one of the two, or leave it out: the first that is in the PATH is used.',
  },
  hooks_unreadable: {
    message: 'the file at GREENLIGHT_HOOKS cannot be read',
    hint: 'Check that it is there and may be read by this user.',
  },
  hooks_invalid: {
    message: 'the file at GREENLIGHT_HOOKS cannot be used',
    hint: 'It maps names to {url, repositories, secret}: url begins with https://, repositories lists owner/name or owner/*, secret is whsec_ and base64. See docs/devops.md.',
  },
  probe_hosts_invalid: {
    message: 'GREENLIGHT_PROBE_HOSTS names something that is no host',
    hint: 'Use host names, addresses and networks with spaces between them, e.g. `shop.internal 10.1.2.0/24 ::1`; no ports, no paths, no patterns.',
  },
  log_level_invalid: {
    message: 'LOG_LEVEL is not a level',
    hint: 'Use trace, debug, info, warn, error or fatal.',
  },
  file_unreadable: {
    message: 'the file cannot be read',
    hint: 'Check its name, and that you may read it.',
  },
  task_name_invalid: {
    message: 'this does not name a task',
    hint: 'A task is named by its repository and the number of its issue, e.g. agency/shop#12.',
  },
  task_unknown: {
    message: 'the store knows no such task',
    hint: 'Check the name and the number, and that GREENLIGHT_DATA or DATABASE_URL are those of the server.',
  },
  store_missing: {
    message: 'there is no store here',
    hint: 'Set GREENLIGHT_DATA to the directory that the server uses, or DATABASE_URL to its database.',
  },
  store_older: {
    message: 'the store was written by an older Greenlight',
    hint: 'Start this version of the server once: it brings the store up to date.',
  },
  app_permission_missing: {
    message: 'the App lacks a permission',
    hint: 'Grant it on the App’s settings page, under “Permissions & events”; whoever installed the App then accepts it.',
  },
  app_event_missing: {
    message: 'the App is not told of an event',
    hint: 'Tick it on the App’s settings page, under “Permissions & events”.',
  },
  installation_behind: {
    message: 'an installation has not accepted the permissions that the App asks for',
    hint: 'An owner of that account accepts them: Settings, GitHub Apps, Configure, Review request.',
  },
  installation_suspended: {
    message: 'an installation is suspended',
    hint: 'An owner of that account unsuspends it: Settings, GitHub Apps, Configure.',
  },
  clock_wrong: {
    message: 'the clock of this machine is not GitHub’s',
    hint: 'Set it by a time server (NTP): GitHub refuses an App whose clock is a minute off.',
  },
  webhook_url_wrong: {
    message: 'the App’s webhook leads nowhere',
    hint: 'Set the webhook URL on the App’s settings page to the public address of the server with WEBHOOK_PATH behind it.',
  },
  webhook_not_json: {
    message: 'the App’s webhook does not send JSON',
    hint: 'Set its content type to application/json on the App’s settings page.',
  },
  webhook_secret_refused: {
    message: 'deliveries are refused for their signature',
    hint: 'Set the same WEBHOOK_SECRET here and on the App’s settings page, then redeliver what was refused (Advanced, Recent Deliveries).',
  },
  webhook_failing: {
    message: 'deliveries do not arrive',
    hint: 'Check that the server runs and that GitHub can reach it, then redeliver what failed (App’s settings page, Advanced, Recent Deliveries).',
  },
  server_silent: {
    message: 'the server does not answer at its public address',
    hint: 'Start it, or set GREENLIGHT_URL to the address at which people and GitHub reach it.',
  },
  app_not_installed: {
    message: 'the App is not installed on this repository',
    hint: 'Install it: the App’s public page, Install, and choose the repository.',
  },
  repository_name_invalid: {
    message: 'this does not name a repository',
    hint: 'A repository is named by its owner and its name, e.g. agency/shop.',
  },
  executor_unknown: {
    message: 'there is no such executor',
    hint: 'Use command, container or github-deployments.',
  },
  deployed_elsewhere: {
    message: 'this repository is deployed by its own CI/CD',
    hint: 'Run its pipeline; or set environments.executor to command or container, to deploy from here.',
  },
  production_busy: {
    message: 'a task holds production',
    hint: 'Wait for it, or end it (`/rollback`, `/cancel`); with --anyway production is deployed to all the same.',
  },
  store_exists: {
    message: 'there is a store already',
    hint: 'With --replace the backup takes its place, and it is kept beside it; or name another GREENLIGHT_DATA.',
  },
  store_damaged: {
    message: 'the store or its backup is not whole',
    hint: 'Do not start on it. Restore the newest backup that `greenlight store check` calls whole.',
  },
  backup_exists: {
    message: 'there is a file of this name already',
    hint: 'Name another: a backup never overwrites one.',
  },
  store_verb_unknown: {
    message: 'there is nothing of this name to do with a store',
    hint: 'Use `greenlight store backup FILE`, `restore FILE` or `check`.',
  },
  database_has_tools: {
    message: 'the store is in PostgreSQL, which has tools of its own for this',
    hint: 'Use pg_dump and pg_restore as docs/operations.md shows, then `greenlight store check`.',
  },
  file_unnamed: {
    message: 'no file is named',
    hint: 'Name the file of the backup, e.g. `greenlight store backup /backups/greenlight-today.db`.',
  },
  ops_unknown: {
    message: 'there is nothing of this name to do',
    hint: 'Use `greenlight ops list`, `retry` or `drop`.',
  },
  letters_unnamed: {
    message: 'it is not said which',
    hint: 'Name them by the numbers that `greenlight ops list` shows; `retry` also takes --all and --task OWNER/REPO#NUMBER.',
  },
  letter_unknown: {
    message: 'this was not given up, or somebody took care of it already',
    hint: '`greenlight ops list` shows what is there now.',
  },
  why_missing: {
    message: 'what is dropped is never done, and it is not said why',
    hint: 'Say it for whoever looks later: --why "…".',
  },
  server_of_another_user: {
    message: 'the server that has the store runs as another user',
    hint: 'Run this as that user, in a container inside it.',
  },
  check_not_required: {
    message: 'nothing requires the check greenlight',
    hint: 'Until something does, GitHub merges whatever anybody likes: run `greenlight protect OWNER/REPO`.',
  },
  check_not_pinned: {
    message: 'any App may report the required check greenlight',
    hint: 'Pin it to this App: run `greenlight protect OWNER/REPO`, and take the check out of the older rule.',
  },
  config_unusable: {
    message: 'the configuration cannot be used',
    hint: 'Mend it in a pull request; `greenlight check-config FILE` says what is wrong.',
  },
  config_missing: {
    message: 'there is no .github/greenlight.yml',
    hint: 'Without it the defaults count, and nobody is the client; add one to say who has which role.',
  },
  role_of_nobody: {
    message: 'a role is asked that nobody has',
    hint: 'Name somebody under `roles` in .github/greenlight.yml, or write `none`.',
  },
  person_unknown: {
    message: 'a role names somebody whom GitHub does not know',
    hint: 'Correct the name under `roles` in .github/greenlight.yml.',
  },
  person_without_access: {
    message: 'a role names somebody who cannot see the repository',
    hint: 'Give them access (read is enough to decide), or name somebody else.',
  },
  team_unusable: {
    message: 'a role names a team that is not there or has no member',
    hint: 'Correct the name, add a member, and see that the App has the permission `members: read`.',
  },
  github_refused: {
    message: 'GitHub refuses this',
    hint: 'Read what it says; often a name is wrong or a permission is missing.',
  },
  token_missing: {
    message: 'GITHUB_TOKEN is not set',
    hint: 'Set it to a token of an admin of the repository that may write its administration, e.g. `GITHUB_TOKEN=$(gh auth token)`.',
  },
  token_refused: {
    message: 'GitHub does not take this token',
    hint: 'It is wrong or has expired; make a new one.',
  },
  not_an_admin: {
    message: 'this token may not change the rules of the repository',
    hint: 'It needs an admin’s token with write access to administration; rulesets of private repositories also need a plan that has them.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
