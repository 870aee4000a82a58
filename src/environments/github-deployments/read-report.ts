/** What a workflow reports of a backup, in the description of its last status. */
export interface Report {
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** Where the backup is, in words. */
  readonly where: string | null;
}

/** Reads `sha256=<64 hexadecimal digits> bytes=<number> where=<words to the end>`; `null` for what is not said. */
export function readReport(description: string): Report {
  const [facts = '', where = null] = description.split(/(?:^|\s)where=/, 2);
  const sha256 = /(?:^|\s)sha256=([0-9a-f]{64})(?=\s|$)/.exec(facts)?.[1] ?? null;
  const bytes = /(?:^|\s)bytes=(\d{1,15})(?=\s|$)/.exec(facts)?.[1] ?? null;
  return { sha256, bytes: bytes === null ? null : Number(bytes), where: where?.trim() || null };
}
