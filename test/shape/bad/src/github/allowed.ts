import { Octokit } from '@octokit/rest';

export const here = Octokit;
