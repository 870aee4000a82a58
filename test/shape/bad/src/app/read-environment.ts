export const readEnvironment = 1;
