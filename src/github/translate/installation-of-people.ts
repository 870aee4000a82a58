/** Events that tell who belongs to a team, an organisation or a repository. */
const aboutPeople: readonly string[] = ['membership', 'team', 'team_add', 'organization', 'member'];

/** The installation in which somebody's membership or access changed; `null`: the delivery is about something else. */
export function installationOfPeople(event: string, payload: unknown): number | null {
  if (!aboutPeople.includes(event)) return null;
  const { installation } = (payload ?? {}) as { installation?: { id: number } };
  return installation?.id ?? null;
}
