import type { RefusalText } from './refusal-text.ts';
import { caseRefusals } from './refusals-cases.ts';
import { deadlineRefusals } from './refusals-deadlines.ts';
import { draftRefusals } from './refusals-drafts.ts';
import { exchangeRefusals } from './refusals-exchange.ts';
import { figureRefusals } from './refusals-figures.ts';
import { flowRefusals } from './refusals-flows.ts';
import { matterRefusals } from './refusals-matters.ts';
import { minutesRefusals } from './refusals-minutes.ts';
import { partRefusals } from './refusals-parts.ts';
import { routingRefusals } from './refusals-routing.ts';
import { xlsxRefusals } from './refusals-xlsx.ts';

/** Every refusal the product can give. */
export const refusals = {
  'input.invalid': {
    status: 400,
    zh: '有内容填写不正确：{detail}。请改正后再提交。',
    en: 'Something is not filled in correctly: {detail}. Please correct it and send again.',
  },
  'input.too-large': {
    status: 413,
    zh: '内容太大，请减少照片或文字后再试。',
    en: 'This is too large. Please send fewer photos or less text.',
  },
  'input.not-json': {
    status: 415,
    zh: '请求格式不对，请刷新页面后重试。',
    en: 'The request has the wrong format. Please reload the page and try again.',
  },
  'input.clock': {
    status: 422,
    zh: '手机时间与实际相差太多，请校准时间后再提交。',
    en: 'Your device clock is far off. Please set the time and send again.',
  },
  'request.unknown-address': {
    status: 404,
    zh: '没有这个地址，请回到首页。',
    en: 'There is nothing at this address. Please go back to the start page.',
  },
  'request.too-many': {
    status: 429,
    zh: '操作太频繁，请 {seconds} 秒后再试。',
    en: 'Too many requests. Please try again in {seconds} seconds.',
  },
  'request.too-slow': {
    status: 408,
    zh: '网络太慢，内容没有传完。内容还在您的设备上，请换个信号好的地方再试。',
    en: 'The connection is too slow: not everything arrived. Your entry is still on your device; try again where the signal is better.',
  },
  'request.foreign-origin': {
    status: 403,
    zh: '请求来自别的网站，已拒绝。请在本系统页面内操作。',
    en: 'This request came from another site and was refused. Please use our own pages.',
  },
  'command.reused': {
    status: 409,
    zh: '这个操作编号已用于另一件事，请刷新后重试。',
    en: 'This command id was used for something else. Please reload and try again.',
  },
  'server.unavailable': {
    status: 503,
    zh: '服务正在恢复，内容没有丢，请稍后再试。',
    en: 'The service is recovering; nothing is lost. Please try again shortly.',
  },
  'server.full': {
    status: 503,
    zh: '服务器的存储空间满了，这次没有保存。内容还在您的设备上，请稍后再试；一直不行，请告诉管理员。',
    en: 'The server has no room left, so nothing was stored this time. Your entry is still on your device: try again later, and tell an administrator if it goes on.',
  },
  'server.unexpected': {
    status: 500,
    zh: '这一步没有成功，内容没有丢。请重试；仍不行，请报编号 {requestId}。',
    en: 'This step did not succeed; nothing is lost. Try again, or quote {requestId}.',
  },

  'session.required': { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  'session.wrong-password': {
    status: 401,
    zh: '账号或密码不对，请再看看。',
    en: 'The account or the password is wrong. Please check both.',
  },
  'session.locked': {
    status: 423,
    zh: '连续输错多次，账号已锁定 {minutes} 分钟。请稍后再试，或联系管理员。',
    en: 'Too many wrong tries: the account is locked for {minutes} minutes. Try later or ask an administrator.',
  },
  'session.disabled': {
    status: 403,
    zh: '这个账号已停用，请联系管理员。',
    en: 'This account is disabled. Please ask an administrator.',
  },
  'right.missing': {
    status: 403,
    zh: '您的岗位没有这项权限，请联系上级或管理员。',
    en: 'Your post does not have this right. Please ask your superior or an administrator.',
  },

  'district.unknown': {
    status: 404,
    zh: '没有这个地区，请重新选择。',
    en: 'There is no such district. Please choose again.',
  },
  'district.bad-base-map': {
    status: 422,
    zh: '底图地址不能用：{detail}。请改正后再保存，原来的底图没有变。',
    en: 'The address of the base map cannot be used: {detail}. Please correct it; the base map is as it was.',
  },
  'area.unknown': { status: 404, zh: '没有这个网格，请重新选择。', en: 'There is no such area. Please choose again.' },
  'area.not-micro-grid': {
    status: 422,
    zh: '请选到最末一级微网格。',
    en: 'Please choose a micro-grid, the lowest level.',
  },
  'area.invalid-outline': {
    status: 422,
    zh: '边界不合格：{detail}。请修改后再导入，本次没有导入任何内容。',
    en: 'The outline is not valid: {detail}. Nothing was imported; please mend it and import again.',
  },
  'place.missing': {
    status: 422,
    zh: '还差一个位置：请在地图上点一下，或选一个地址。',
    en: 'One thing is missing: tap the map or choose an address.',
  },
  'place.outside': {
    status: 422,
    zh: '这个位置不在本地范围内，请换一个位置，或拨打 12345。',
    en: 'This place is outside our area. Choose another place or call 12345.',
  },
  'place.near-edge': {
    status: 409,
    zh: '这个位置在两个微网格交界处，请选一个。',
    en: 'This place lies between micro-grids. Please choose one.',
  },
  'address.unknown': {
    status: 404,
    zh: '没有这个地址，请重新选择。',
    en: 'There is no such address. Please choose again.',
  },

  'report.empty': {
    status: 422,
    zh: '还差一步：请拍一张照片或写一句话。',
    en: 'One more step: take a photo or write one sentence.',
  },
  'report.too-many-photos': {
    status: 422,
    zh: '最多 9 张照片，请去掉几张。',
    en: 'At most 9 photos. Please remove some.',
  },
  'photo.not-an-image': {
    status: 422,
    zh: '这个文件不是能读取的照片，请换一张 JPG、PNG、WebP 或 AVIF。',
    en: 'This file is not a photo that can be read. Please choose a JPG, PNG, WebP or AVIF.',
  },
  'photo.too-large': {
    status: 413,
    zh: '照片太大（超过 {megabytes} MB），请换一张或在手机里压缩。',
    en: 'The photo is too large (over {megabytes} MB). Choose another or make it smaller.',
  },
  'photo.heic': {
    status: 422,
    zh: '暂不能读取 HEIC 照片，请在手机相机设置里选「兼容性最佳」，或改发 JPG。',
    en: 'HEIC photos cannot be read here. Choose “Most Compatible” in the camera settings, or send a JPG.',
  },
  'photo.too-many-pixels': {
    status: 422,
    zh: '照片像素太多（超过 {megapixels} 百万），请换一张或在手机里缩小。',
    en: 'The photo has too many pixels (over {megapixels} million). Choose another or make it smaller.',
  },
  'photo.unknown': {
    status: 422,
    zh: '有照片没有上传成功，请重新添加。',
    en: 'A photo did not arrive. Please add it again.',
  },
  'file.unknown': {
    status: 404,
    zh: '没有这个文件，或链接已过期，请刷新页面。',
    en: 'There is no such file, or the link has expired. Please reload the page.',
  },
  'phone.invalid': {
    status: 422,
    zh: '手机号应为 11 位数字，请再看看。',
    en: 'A mobile number has 11 digits. Please check it.',
  },
  'phone.wrong-code': {
    status: 422,
    zh: '验证码不对或已过期，请重新获取。',
    en: 'The code is wrong or has expired. Please get a new one.',
  },
  'phone.no-sms': {
    status: 503,
    zh: '本地还没有开通短信，不能用手机号查询；请用上报时的查询码。',
    en: 'Text messages are not set up here, so reports cannot be found by phone. Use the code you got when reporting.',
  },
  'category.unknown': {
    status: 422,
    zh: '没有这个类别，请重新选择，也可以不选。',
    en: 'There is no such category. Choose again, or leave it empty.',
  },
  'unit.unknown': { status: 422, zh: '没有这个单位，请重新选择。', en: 'There is no such unit. Please choose again.' },

  'unit.name-taken': {
    status: 409,
    zh: '已有同名单位，请换一个名称。',
    en: 'There is already a unit of this name. Please choose another.',
  },

  ...caseRefusals,

  'post.unknown': { status: 404, zh: '没有这个岗位。', en: 'There is no such post.' },
  'post.last-holder': {
    status: 409,
    zh: '这是该岗位最后一位在岗人员，请先安排接替或代理。',
    en: 'This is the last holder of the post. Appoint a successor or a deputy first.',
  },
  'post.period': { status: 422, zh: '结束时间须晚于开始时间。', en: 'The end must be after the beginning.' },
  'post.already-held': {
    status: 409,
    zh: '这个人在这段时间已在该岗位任职。',
    en: 'This person already holds the post in that period.',
  },
  'leave.unknown': { status: 404, zh: '没有这次请假，请刷新。', en: 'There is no such leave. Please reload.' },
  'post.conflict': {
    status: 422,
    zh: '系统、安全、审计三种管理员须由不同的人担任。',
    en: 'System, security and audit administrators must be three different persons.',
  },
  'account.unknown': { status: 404, zh: '没有这个账号。', en: 'There is no such account.' },
  'account.login-taken': {
    status: 409,
    zh: '这个登录名已被使用，请换一个。',
    en: 'This login is taken. Please choose another.',
  },
  'account.weak-password': {
    status: 422,
    zh: '密码至少 10 位，且不能是常见密码或登录名。',
    en: 'A password needs at least 10 characters and must not be a common one or the login.',
  },
  'catalogue.invalid': {
    status: 422,
    zh: '目录有误：{detail}。没有导入任何内容。',
    en: 'The catalogue has faults: {detail}. Nothing was imported.',
  },
  ...deadlineRefusals,
  ...draftRefusals,
  ...exchangeRefusals,
  ...figureRefusals,
  ...flowRefusals,
  ...matterRefusals,
  ...minutesRefusals,
  ...partRefusals,
  ...routingRefusals,
  ...xlsxRefusals,
  'message.unknown': { status: 404, zh: '没有这条消息。', en: 'There is no such message.' },
  'filter.unknown': { status: 404, zh: '没有这个保存的筛选。', en: 'There is no such saved filter.' },
  'list.bad-cursor': {
    status: 400,
    zh: '翻页位置无效，请从第一页开始。',
    en: 'The page position is not valid. Please start from the first page.',
  },
} as const satisfies Record<string, RefusalText>;
export type RefusalCode = keyof typeof refusals;
