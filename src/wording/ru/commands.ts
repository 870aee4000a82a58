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
  sandbox: {
    usage: '/sandbox redeploy | stop | start | extend <срок> | pin',
    help: 'Управляет песочницей.',
  },
  'sandbox redeploy': {
    usage: '/sandbox redeploy',
    help: 'Разворачивает в песочнице заново то, что в ней показано.',
  },
  'sandbox stop': { usage: '/sandbox stop', help: 'Останавливает песочницу, данные сохраняются.' },
  'sandbox start': {
    usage: '/sandbox start',
    help: 'Снова запускает остановленную песочницу такой, какой она была.',
  },
  'sandbox extend': {
    usage: '/sandbox extend <срок>',
    help: 'Продлевает работу песочницы, например на `3d`.',
  },
  'sandbox start commit': {
    usage: '/sandbox start <коммит>',
    help: 'Разрешает в песочнице код из форка — ровно этот коммит, все 40 знаков.',
  },
  'sandbox pin': { usage: '/sandbox pin', help: 'Оставляет песочницу работать до конца задачи.' },
  backup: { usage: '/backup', help: 'Делает резервную копию продакшена сейчас.' },
  rollback: {
    usage: '/rollback [версия] [причина]',
    help: 'Возвращает продакшен к состоянию до этой задачи; после релиза — и к более ранней версии, например 1.2.',
  },
  priority: {
    usage: '/priority',
    help: 'Выпускает задачу, которая ждёт продакшена, раньше остальных ожидающих.',
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
  release: {
    usage: '/release <major|minor|patch>',
    help: 'Определяет, какую часть версии повышает релиз.',
  },
  cancel: {
    usage: '/cancel <причина>',
    help: 'Отменяет задачу: если она занимает продакшен, тот откатывается, а песочница удаляется.',
  },
  status: { usage: '/status', help: 'Показывает, где сейчас задача и чей ход.' },
  explain: {
    usage: '/explain',
    help: 'Показывает, почему задача здесь, что дальше и кто что может сделать.',
  },
  help: { usage: '/help', help: 'Показывает, что вы можете сделать здесь и сейчас.' },
  pass: {
    usage: '/pass <номера> | all',
    help: 'Говорит о тестовых сценариях, что они работают: `/pass 1,3` или `all` — все, у которых ещё нет оценки.',
  },
  fail: {
    usage: '/fail <номер> <причина>',
    help: 'Говорит о тестовом сценарии, что он не работает, и почему; шаг остаётся закрытым. `/reject` возвращает изменение.',
  },
  unreject: {
    usage: '/unreject [@user]',
    help: 'Снимает действующий отказ или отметку «не работает»: свои; менеджер — чьи угодно.',
  },
  delegate: {
    usage: '/delegate <роль> @user [until <день>]',
    help: 'Передаёт роль для этой задачи: до дня, например `2026-12-01`, на срок, например `3d`, или до конца задачи.',
  },
  undelegate: { usage: '/undelegate <роль> [@user]', help: 'Возвращает роль, переданную в этой задаче.' },
};
