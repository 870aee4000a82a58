import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The program that builds images and runs containers, and how it is called here. */
export interface Engine {
  readonly kind: EngineName;
  /** The program's path. */
  readonly file: string;
  /** Its whole environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** Arguments of the operator for `run`, and for `build`. */
  readonly runArguments: readonly string[];
  readonly buildArguments: readonly string[];
  /** The host's address at which containers are published. */
  readonly bind: string;
}

export const engineNames = ['podman', 'docker'] as const;

export type EngineName = (typeof engineNames)[number];

type Variables = Readonly<Record<string, string | undefined>>;

/** Where the first of these programs is that stands in the PATH; `null`: none does. */
export async function findEngine(
  { PATH: path = '' }: Variables,
  wanted: readonly EngineName[] = engineNames,
): Promise<Pick<Engine, 'kind' | 'file'> | null> {
  for (const kind of wanted) {
    for (const directory of path.split(delimiter).filter((one) => one !== '')) {
      const file = join(directory, kind);
      const found = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (found) return { kind, file };
    }
  }
  return null;
}

const inherited = [
  ['PATH', 'HOME', 'USER', 'LOGNAME', 'XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'TMPDIR'],
  ['DBUS_SESSION_BUS_ADDRESS', 'CONTAINERS_CONF', 'CONTAINERS_STORAGE_CONF', 'CONTAINERS_REGISTRIES_CONF'],
  ['CONTAINER_HOST', 'CONTAINER_SSHKEY', 'REGISTRY_AUTH_FILE', 'BUILDAH_ISOLATION', 'DOCKER_BUILDKIT'],
  ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY'],
  ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'],
].flat();

/** What the engine itself needs of the server's environment, to find its storage, its daemon and its registries. */
export function engineVariables(server: Variables): Record<string, string> {
  return Object.fromEntries(
    inherited.flatMap((name) => (server[name] === undefined ? [] : [[name, server[name]] as const])),
  );
}
