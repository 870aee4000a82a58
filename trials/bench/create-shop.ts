import type { GitHub, Repository } from '#simulator/github.js';

const people = { maria: 'maintain', clara: 'triage', dan: 'write', tess: 'triage', olga: 'admin' } as const;

const config = `
roles: { manager: maria, client: clara, developer: dan, tester: tess, devops: olga }
checks: { required: [test] }
environments: { executor: command, timeout: 1m }
`;

/** The shop's repository with its people, at a GitHub that has nobody yet. */
export async function createShop(github: GitHub): Promise<Repository> {
  for (const login of Object.keys(people)) github.addUser(login);
  github.addOrganization('agency', { members: ['maria', 'olga'] });
  const shop = await github.createRepositoryFromDirectory({
    owner: 'agency',
    name: 'shop',
    directory: 'examples/shop',
    collaborators: people,
  });
  await github.as('olga').push(shop.fullName, {
    branch: 'main',
    message: 'Set up Greenlight',
    files: { '.github/greenlight.yml': config },
  });
  return shop;
}
