/** Octokit tells every request to the console unless it is given this; ours are told by the server's own log. */
export const silentLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
