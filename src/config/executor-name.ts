/** Who may deploy; the first is what counts where nothing is written. */
export const executorNames = ['github-deployments', 'command', 'container'] as const;

export type ExecutorName = (typeof executorNames)[number];
