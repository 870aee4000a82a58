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
  WEBHOOK_SECRET: needed('The webhook secret on the App’s settings page.'),
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
  GREENLIGHT_PROBE_HOSTS: optional(
    'Hosts that probes may ask although they are not public: names, addresses, networks (`shop.internal 127.0.0.1 10.1.0.0/16`). Without it, probes ask public addresses only.',
  ),
  LOG_LEVEL: preset('info', '`trace`, `debug`, `info`, `warn`, `error` or `fatal`.'),
} as const satisfies Record<string, ServerVariable>;
