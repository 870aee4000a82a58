import type { Settings } from '#config/settings.js';
import type { CheckButton } from '#process/decide-buttons.js';
import { speak } from './speak.js';

interface Button {
  readonly identifier: CheckButton;
  readonly label: string;
  readonly description: string;
}

/** The buttons on the check, with what they say. */
export function renderButtons(
  buttons: readonly CheckButton[],
  settings: Pick<Settings, 'language'>,
): readonly Button[] {
  const { check } = speak(settings.language);
  return buttons.map((identifier) => ({ identifier, ...check.buttons[identifier] }));
}
