import type { Words } from '../words.js';

/** The words that are typed stay as they are; what stands for something else is in Russian. */
export const commands: Words['commands'] = {
  estimate: {
    usage: '/estimate <срок> [<сумма> <валюта>] [— примечание]',
    help: 'Предлагает клиенту срок и стоимость; срок пишется как `2h`, `3d`, `1w` или `1m`.',
  },
  approve: { usage: '/approve [примечание]', help: 'Говорит «да» там, где сейчас ждут решения.' },
  reject: { usage: '/reject <причина>', help: 'Говорит «нет» там, где сейчас ждут решения, и почему.' },
  scenario: { usage: '/scenario <текст>', help: 'Добавляет тестовый сценарий.' },
  ready: {
    usage: '/ready',
    help: 'Передаёт изменение тестировщику, в том числе уже отклонённый коммит.',
  },
  retry: { usage: '/retry', help: 'Повторяет операцию, которая не удалась.' },
  sandbox: { usage: '/sandbox redeploy', help: 'Разворачивает в песочнице заново то, что в ней показано.' },
  backup: { usage: '/backup', help: 'Делает резервную копию продакшена сейчас.' },
  rollback: {
    usage: '/rollback [причина]',
    help: 'Возвращает продакшен к резервной копии, сделанной перед развёртыванием этой задачи.',
  },
  hold: {
    usage: '/hold [причина]',
    help: 'Ставит задачу на паузу: ничего нельзя одобрить, и ничего не запускается.',
  },
  unhold: { usage: '/unhold', help: 'Снимает задачу с паузы.' },
  override: {
    usage: '/override <этап> <причина>',
    help: 'Пропускает согласование без тех, кто должен решать. Нужны двое разных людей: менеджер и DevOps; остаётся в записи о релизе.',
  },
  followup: {
    usage: '/followup <текст>',
    help: 'Записывает, что сделать потом; при релизе для этого открывается issue.',
  },
  cancel: {
    usage: '/cancel <причина>',
    help: 'Отменяет задачу: если она занимает продакшен, тот откатывается, а песочница удаляется.',
  },
  status: { usage: '/status', help: 'Показывает, где сейчас задача и чей ход.' },
  help: { usage: '/help', help: 'Показывает, что вы можете сделать здесь и сейчас.' },
};
