import { type Template, t } from './template.ts';

/** What is said about tasks, objections, consultations, requests for time and the other parts of handling. */
export const partTemplates = {
  'case.task': t(
    ['协办任务：{title}', '{no}（{area}）请您协办，请签收并按期反馈。'],
    ['Task: {title}', 'Your help is asked for with {no} in {area}. Please take it on and report in time.'],
  ),
  'case.report-in': t(
    ['吹哨报到：{title}', '{area}吹哨，请贵单位就 {no} 及时报到。'],
    ['Whistled for: {title}', '{area} has whistled for your department about {no}. Please report in.'],
  ),
  'case.opinion': t(
    ['请参加会商：{title}', '{no} 正在会商，请在期限内写明意见。'],
    ['Consultation: {title}', '{no} is in consultation. Please give your opinion in time.'],
  ),
  'case.supervised': t(
    ['督办：{title}', '{no} 被督办，请在期限内答复；到期未答复将通报。'],
    ['Supervised: {title}', '{no} is being supervised. Answer by the date; otherwise it will be circulated.'],
  ),
  'case.circulated': t(
    ['通报：{title}', '{no} 督办到期未答复，现予通报，请知悉。'],
    ['Circulated: {title}', 'The supervision of {no} was not answered in time. Please take note.'],
  ),
  'case.task-reported': t(
    ['任务有反馈：{title}', '{no} 的一项任务已有反馈，请查看。'],
    ['Task reported: {title}', 'A task of {no} was reported on. Please have a look.'],
  ),
  'case.task-waived': t(
    ['任务免办：{title}', '{no} 的任务不再需要您办理。'],
    ['Task waived: {title}', 'Your task in {no} is no longer needed.'],
  ),
  'case.task-overdue': t(
    ['任务超时：{title}', '{no}（{area}）有一项任务已超时，请尽快办理。'],
    ['Task overdue: {title}', 'A task of {no} in {area} is past its time. Please act now.'],
  ),
  'case.objected': t(
    ['派单异议：{title}', '承办单位对 {no} 的派单提出异议，请看依据后裁定。'],
    ['Objection: {title}', 'The unit objects to the dispatch of {no}. Please read the basis and decide.'],
  ),
  'case.objection-allowed': t(
    ['异议成立：{title}', '{no} 的派单异议成立，已收回指挥室。'],
    ['Objection allowed: {title}', 'The objection to {no} was allowed; the command room has taken it back.'],
  ),
  'case.objection-denied': t(
    ['异议不成立：{title}', '{no} 的派单异议不成立，请继续办理。'],
    ['Objection denied: {title}', 'The objection to {no} was denied. Please go on with it.'],
  ),
  'case.consultation': t(
    ['会商：{title}', '{no} 已进入会商，请主持并在期限内定论。'],
    ['Consultation: {title}', '{no} is in consultation. Please lead it and conclude in time.'],
  ),
  'case.consult-due': t(
    ['应予会商：{title}', '{no} 已达到会商条件，请发起会商。'],
    ['Consultation due: {title}', '{no} meets the rule for a consultation. Please call one.'],
  ),
  'case.time-asked': t(
    ['时限申请待批：{title}', '{no} 申请延期、挂账或缓办，请批复。'],
    ['More time asked: {title}', 'More time is asked for {no}. Please decide.'],
  ),
  'case.time-decided': t(
    ['时限申请已批复：{title}', '{no} 的时限申请已批复，请查看。'],
    ['Decided: {title}', 'The request for more time for {no} was decided. Please have a look.'],
  ),
  'case.verify': t(
    ['请到现场核实：{title}', '请到{area}核实 {no} 是否属实，并拍照反馈。'],
    ['Please verify: {title}', 'Please see on site in {area} whether {no} is true, and answer with photos.'],
  ),
  'case.verified': t(
    ['已核实：{title}', '{no} 已到现场核实，请看结果后安排。'],
    ['Verified: {title}', '{no} was verified on site. Please read what was found and arrange what follows.'],
  ),
  // For those who reported.
  'case.more-time': t(
    ['办理时间有调整', '您反映的「{title}」（{no}）办理时间有调整，原因请打开查看。'],
    ['More time is needed', 'Your report “{title}” ({no}) needs more time. Open it for the reason.'],
  ),
  'case.consulting': t(
    ['正在会商', '您反映的「{title}」（{no}）需要几个部门一起办，正在会商。'],
    ['In consultation', 'Your report “{title}” ({no}) needs several departments; they are conferring.'],
  ),
} as const satisfies Record<string, Template>;
