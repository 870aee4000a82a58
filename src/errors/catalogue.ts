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
  hooks_unreadable: {
    message: 'the file at GREENLIGHT_HOOKS cannot be read',
    hint: 'Check that it is there and may be read by this user.',
  },
  hooks_invalid: {
    message: 'the file at GREENLIGHT_HOOKS cannot be used',
    hint: 'It maps names to {url, repositories, secret}: url begins with https://, repositories lists owner/name or owner/*, secret is whsec_ and base64. See docs/devops.md.',
  },
  log_level_invalid: {
    message: 'LOG_LEVEL is not a level',
    hint: 'Use trace, debug, info, warn, error or fatal.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
