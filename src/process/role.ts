/** The five people (or groups of people) of the process. */
export const roles = ['manager', 'client', 'developer', 'tester', 'devops'] as const;

export type Role = (typeof roles)[number];
