/** What a job's `error` says while it waits after a snooze: it did not fail. */
export const snoozed = 'snoozed';
