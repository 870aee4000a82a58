import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabase, describeOnPostgres, type Server, startPostgres } from '../support/postgres.js';
import { type Story, startStory } from './start-story.js';
import { openChange, startWork, toDemo } from './way.js';

await describeOnPostgres('a story on PostgreSQL', () => {
  let server: Server;
  let database: { url: string; drop: () => Promise<void> };
  let story: Story;

  beforeAll(async () => {
    server = await startPostgres();
    database = await createDatabase(server, `greenlight_story_${process.pid}`);
    story = await startStory({ databaseUrl: database.url });
  }, 180_000);

  afterAll(async () => {
    await story.close();
    await database.drop();
    await server.stop();
  }, 180_000);

  test('a task is released there, too, also when the server was stopped on the way', async () => {
    const issue = await startWork(story);
    await openChange(story, issue);
    await story.restart();
    await toDemo(story, issue);
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'production-testing');
    await story.restart();
    await story.says('tess', issue, '/pass all\n/approve');
    await story.reaches(issue, 'final-demo');
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'released');
    expect(story.shop.releases()).toHaveLength(1);
  }, 180_000);
});
