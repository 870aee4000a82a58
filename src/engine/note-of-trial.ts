/** The scratch sandbox in which a task's backups are tried. */
export const trialName = (repository: number, task: number): string => `sandbox-${repository}-${task}-trial`;

/** Under which name it is noted when such a sandbox was in use last. */
export const noteOfTrial = (name: string): string => `trial:${name}`;
