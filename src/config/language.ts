/** The languages that Greenlight speaks, by the codes that a configuration gives them. */
export const languages = ['en', 'ru'] as const;

export type Language = (typeof languages)[number];
