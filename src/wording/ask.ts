/** What the task waits for: a closed list, each with words of its own. */
export const asks = [
  'name_client',
  'give_estimate',
  'agree_estimate',
  'write_scenarios',
  'approve_plan',
  'open_change',
  'finish_draft',
  'await_checks',
  'fix_checks',
  'push_fix',
  'test_change',
  'test_product',
  'redeploy_sandbox',
  'start_sandbox',
  'judge_demo',
  'await_production',
  'test_production',
  'judge_final_demo',
  'await_greenlight',
  'retry',
  'lift_hold',
  'mend_config',
  'reopen',
  'nothing',
] as const;

export type Ask = (typeof asks)[number];
