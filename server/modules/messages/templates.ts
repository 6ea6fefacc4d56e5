import { type Template, type TemplateText, t } from './template.ts';
import { partTemplates } from './templates-parts.ts';

export const templates = {
  // For those who work here.
  'case.arrived': t(
    ['新上报：{title}', '{area}有一件新上报（{no}），请在两小时内受理。'],
    ['New report: {title}', 'A new report in {area} ({no}). Please accept it within two hours.'],
  ),
  'case.whistled': t(
    ['吹哨：{title}', '{area}吹哨上来一件（{no}），请协调处理。'],
    ['Whistled up: {title}', '{area} has whistled up a case ({no}). Please coordinate.'],
  ),
  'case.escalated': t(
    ['超时上呈：{title}', '{no} 在下一级超时未办，已上呈到您这里，请尽快处理。'],
    ['Escalated: {title}', '{no} ran out of time one level below and is now with you. Please act soon.'],
  ),
  'case.dispatched': t(
    ['派单：{title}', '{no} 已派到您单位（{area}），请在两小时内签收。'],
    ['Dispatched: {title}', '{no} in {area} was sent to your unit. Please acknowledge it within two hours.'],
  ),
  'case.returned': t(
    ['退回：{title}', '{no} 被承办单位退回，请看退回理由后重新安排。'],
    ['Returned: {title}', '{no} was sent back by the unit. Please read the reason and find another way.'],
  ),
  'case.rework': t(
    ['需返工：{title}', '{no} 核查未通过，请看说明后返工。'],
    ['Rework: {title}', '{no} did not pass the check. Please read the note and do it again.'],
  ),
  'case.contested': t(
    ['居民未认可：{title}', '居民说 {no} 没有解决，请重新核实。'],
    ['Contested: {title}', 'The resident says {no} is not solved. Please look into it again.'],
  ),
  'case.urged': t(
    ['催办：{title}', '{no} 被催办，请尽快处理并写明进展。'],
    ['Urged: {title}', '{no} is being urged. Please act and write down how it stands.'],
  ),
  'case.overdue': t(
    ['已超时：{title}', '{no}（{area}）已超过时限，请立即处理。'],
    ['Overdue: {title}', '{no} in {area} is past its time. Please act now.'],
  ),
  'case.answered': t(
    ['居民有补充：{title}', '居民对 {no} 补充了情况，请查看。'],
    ['The resident answered: {title}', 'The resident added something to {no}. Please have a look.'],
  ),
  'case.resumed': t(
    ['恢复办理：{title}', '{no} 已到恢复时间，请继续办理。'],
    ['Resumed: {title}', '{no} is active again. Please go on with it.'],
  ),
  'case.to-check': t(
    ['待核查：{title}', '{no}（{area}）已处置，请到现场核查。'],
    ['To be checked: {title}', '{no} in {area} was handled. Please check it on site.'],
  ),
  ...partTemplates,
  // For whoever looks after the system.
  'exchange.webhook-paused': t(
    ['对接推送已暂停：{name}', '对方地址长时间无法接收，已暂停推送；进展都已保留，请在「对接」中检查后恢复。'],
    ['Webhook paused: {name}', 'The other side took nothing for hours. All is kept; see Exchange, then let it go on.'],
  ),
  'routing.rule-cannot-run': t(
    [
      '分派规则无法执行：{name}',
      '规则「{name}」指向的单位、网格或流程已不在，案件已按下一条规则分派；请在「分派」中查看并修改。',
    ],
    [
      'A routing rule cannot run: {name}',
      'What “{name}” names is gone. Cases went to the next rule; see Routing and mend it.',
    ],
  ),
  'minutes.line-late': t(
    ['会议议定事项到期：{title}', '「{matter}」应在 {day} 前完成，请在「会议纪要」里写明进展。'],
    ['A line of the minutes is due: {title}', '“{matter}” was due on {day}. Please write down how it stands.'],
  ),
  // For those who reported.
  'case.accepted': t(
    ['已受理', '您反映的「{title}」（{no}）已由微网格员受理。'],
    ['Accepted', 'Your report “{title}” ({no}) was accepted by your micro-grid worker.'],
  ),
  'case.rerouted': t(
    ['已转到所在网格', '您反映的「{title}」（{no}）已转给{area}。'],
    ['Passed to the right grid', 'Your report “{title}” ({no}) was passed to {area}.'],
  ),
  'case.rejected': t(
    ['未能受理', '您反映的「{title}」（{no}）未能受理，原因请打开查看；不认可可在 7 天内提出。'],
    [
      'Not accepted',
      'Your report “{title}” ({no}) was not accepted. Open it for the reason; you may object for 7 days.',
    ],
  ),
  'case.sent-on': t(
    ['已派给责任部门', '您反映的「{title}」（{no}）已派给责任部门。'],
    ['Sent to the department', 'Your report “{title}” ({no}) was sent to the responsible department.'],
  ),
  'case.question': t(
    ['想请您补充一点情况', '关于「{title}」（{no}），工作人员想请您补充一点情况，请打开回复。'],
    ['One question for you', 'There is a question about your report “{title}” ({no}). Please open it and answer.'],
  ),
  'case.suspended': t(
    ['暂缓办理', '您反映的「{title}」（{no}）需要等一等，原因和恢复日期请打开查看。'],
    ['On hold', 'Your report “{title}” ({no}) has to wait. Open it for the reason and the date.'],
  ),
  'case.please-rate': t(
    ['已办好，请您看看', '您反映的「{title}」（{no}）已办好，请打开看看并评价；没解决也请告诉我们。'],
    [
      'Done. Please have a look',
      'Your report “{title}” ({no}) is done. Please look and rate it, or tell us it is not solved.',
    ],
  ),
  'case.told': t(
    ['有新进展', '您反映的「{title}」（{no}）有新进展，请打开查看。'],
    ['News', 'There is news about your report “{title}” ({no}). Please open it.'],
  ),
  'case.merged': t(
    ['合并办理', '您反映的「{title}」（{no}）与另一件合并办理，进展会一起告诉您。'],
    ['Handled together', 'Your report “{title}” ({no}) is handled together with another one; you get its news too.'],
  ),
  'case.upheld': t(
    ['复核结果', '您反映的「{title}」（{no}）已由另一位同志复核，结果请打开查看。'],
    ['Reviewed', 'Your report “{title}” ({no}) was reviewed by another person. Open it for the result.'],
  ),
  'case.reopened': t(
    ['重新办理', '您反映的「{title}」（{no}）已重新办理。'],
    ['Opened again', 'Your report “{title}” ({no}) was opened again.'],
  ),
  'phone.code': t(
    ['验证码', '您的验证码是 {code}，10 分钟内有效。工作人员不会向您索要。'],
    ['Code', 'Your code is {code}, valid for 10 minutes. Nobody from our staff will ask you for it.'],
  ),
} as const satisfies Record<string, Template>;
export type MessageTemplate = keyof typeof templates;
export type TemplateParams = Record<string, string | number | null>;

/** Fills a template in; one that a newer version wrote and this one does not know shows its name rather than nothing. */
export function render(template: string, params: TemplateParams, locale: string): TemplateText {
  const found: Template | undefined = templates[template as MessageTemplate];
  if (!found) return { title: template, body: '' };
  const { title, body } = locale === 'en' ? found.en : found.zh;
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  return { title: fill(title), body: fill(body) };
}
