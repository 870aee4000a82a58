type Variables = Readonly<Record<string, string | undefined>>;

/** Greenlight's own secrets: no configuration of a repository gets at them. */
const ownNames =
  /^(GREENLIGHT_.*|APP_ID|PRIVATE_KEY|PRIVATE_KEY_PATH|WEBHOOK_SECRET|WEBHOOK_SECRET_PREVIOUS|DATABASE_URL)$/;
const secretNames = /TOKEN|SECRET|PASS|PWD|KEY|CREDENTIAL|AUTH|PRIVATE|DSN|_URL$|_URI$/;

export interface PassedVariables {
  readonly variables: Readonly<Record<string, string>>;
  /** Values that no log may show. */
  readonly secrets: readonly string[];
  /** Asked for, but Greenlight's own. */
  readonly refused: readonly string[];
}

/** The variables of the server that the repository's configuration lets through, by name. */
export function passedVariables(server: Variables, pass: readonly string[]): PassedVariables {
  const allowed = pass.filter((name) => !ownNames.test(name));
  const entries = allowed.flatMap((name) => {
    const value = server[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    variables: Object.fromEntries(entries),
    secrets: entries.filter(([name]) => secretNames.test(name)).map(([, value]) => value),
    refused: pass.filter((name) => ownNames.test(name)),
  };
}

/** Everything else that a script finds in its environment besides the GREENLIGHT_ variables. */
export function plainVariables(
  server: Variables,
  scratch: { home: string; tmp: string },
): Record<string, string> {
  return {
    PATH: server['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: scratch.home,
    TMPDIR: scratch.tmp,
  };
}
