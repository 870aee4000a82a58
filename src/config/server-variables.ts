/** One environment variable of the server. */
interface ServerVariable {
  readonly description: string;
  /** What counts when it is not set; `null`: nothing. */
  readonly fallback: string | null;
  readonly required: boolean;
}

const needed = (description: string) => ({ description, fallback: null, required: true }) as const;
const optional = (description: string) => ({ description, fallback: null, required: false }) as const;
const preset = (fallback: string, description: string) => ({ description, fallback, required: false });

/** Every environment variable that the server reads, by name. docs/reference/environment.md is made from this. */
export const serverVariables = {
  APP_ID: needed('The App ID on the App’s settings page.'),
  PRIVATE_KEY: optional('The App’s private key: the PEM text, with line breaks or with `\\n`, or in base64.'),
  PRIVATE_KEY_PATH: optional('Or the file that holds it. One of the two is required.'),
  WEBHOOK_SECRET: needed(
    'The webhook secret on the App’s settings page, 16 characters at least (`openssl rand -hex 32`).',
  ),
  WEBHOOK_SECRET_PREVIOUS: optional(
    'The secret before that one, accepted as well while it is replaced: without it, what GitHub signs until its settings page is changed is refused.',
  ),
  WEBHOOK_PATH: preset('/api/github/webhooks', 'Where GitHub delivers.'),
  HOST: preset('localhost', 'The address to listen on; `0.0.0.0` for every one.'),
  PORT: preset('3000', 'The port to listen on; 0 for any free one.'),
  GREENLIGHT_URL: optional(
    'Where people reach this server; links to logs begin with it. Default: its own address.',
  ),
  GREENLIGHT_DATA: preset('data', 'Where the embedded store, environments, backups and logs are kept.'),
  DATABASE_URL: optional(
    'PostgreSQL 15 or newer, in place of the embedded store: `postgres://user:password@host:5432/name`.',
  ),
  GHE_HOST: optional('The host of a GitHub Enterprise Server. Default: github.com.'),
  GHE_PROTOCOL: preset('https', 'How that is reached: `https` or `http`.'),
  GREENLIGHT_HOOKS: optional(
    'A YAML file with the places that may hear of stage changes: their names, addresses, secrets, and the repositories that may name them.',
  ),
  GREENLIGHT_CONTAINER_ENGINE: optional(
    'What builds and runs containers: `podman` or `docker`. Default: the first of both that is in the PATH.',
  ),
  GREENLIGHT_CONTAINER_ARGS: optional(
    'More arguments for its `run`, with spaces between them, such as `--runtime runc`.',
  ),
  GREENLIGHT_CONTAINER_BUILD_ARGS: optional('More arguments for its `build`.'),
  GREENLIGHT_PROBE_HOSTS: optional(
    'Hosts that probes may ask although they are not public: names, addresses, networks (`shop.internal 127.0.0.1 10.1.0.0/16`). Without it, probes ask public addresses only.',
  ),
  GREENLIGHT_METRICS_TOKEN: optional(
    'Whoever sends it as a bearer token may read `/metrics`, 16 characters at least. Without it, only this machine itself may.',
  ),
  GREENLIGHT_DRAIN: preset(
    '0s',
    'How long a server that was told to stop still takes deliveries while `/readyz` says 503, so that a proxy has seen it: `0s` to `10s`.',
  ),
  GREENLIGHT_GITHUB_LIMITS: preset(
    '1',
    "How many times as much as github.com this GitHub allows an App, from `1` to `100`: an Enterprise Server's own limits are often higher, or off.",
  ),
  LOG_LEVEL: preset('info', '`trace`, `debug`, `info`, `warn`, `error` or `fatal`.'),
} as const satisfies Record<string, ServerVariable>;
