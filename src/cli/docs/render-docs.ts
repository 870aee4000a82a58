import { renderCommandsPage } from './render-commands-page.js';
import { renderConfigSchema } from './render-config-schema.js';
import { renderConfigurationPage } from './render-configuration-page.js';
import { renderEnvironmentPage } from './render-environment-page.js';
import { renderErrorsPage } from './render-errors-page.js';
import { renderPermissionsPage } from './render-permissions-page.js';
import { renderReasonsPage } from './render-reasons-page.js';
import { renderStagesPage } from './render-stages-page.js';

/** Every file of the documentation that is made from code: path from the root of the repository → text. */
export function renderDocs(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/greenlight.schema.json', renderConfigSchema()],
    ['docs/reference/commands.md', renderCommandsPage()],
    ['docs/reference/configuration.md', renderConfigurationPage()],
    ['docs/reference/environment.md', renderEnvironmentPage()],
    ['docs/reference/errors.md', renderErrorsPage()],
    ['docs/reference/permissions.md', renderPermissionsPage()],
    ['docs/reference/reasons.md', renderReasonsPage()],
    ['docs/reference/stages.md', renderStagesPage()],
  ]);
}
