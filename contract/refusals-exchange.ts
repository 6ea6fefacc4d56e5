import type { RefusalText } from './refusal-text.ts';

/** What other systems and those who connect them are refused. */
export const exchangeRefusals = {
  'peer.unknown': {
    status: 404,
    zh: '没有这个对接系统，请刷新后重试。',
    en: 'There is no such system. Please reload and try again.',
  },
  'peer.name-taken': {
    status: 409,
    zh: '已有同名的对接系统，请换一个名称，或先停用原来的密钥。',
    en: 'A system of this name already has a key. Choose another name, or end the old key first.',
  },
  'peer.key-missing': {
    status: 403,
    zh: '缺少 api_key。请向本地管理员申请密钥。',
    en: 'The api_key is missing. Please ask the administrator here for a key.',
  },
  'peer.key-unknown': {
    status: 403,
    zh: 'api_key 无效、已停用，或不属于这个 jurisdiction_id。请核对密钥。',
    en: 'The api_key is not valid, was ended, or belongs to another jurisdiction_id. Please check the key.',
  },
  'peer.key-may-not': {
    status: 403,
    zh: '这个 api_key 不能提交请求，请向本地管理员申请。',
    en: 'This api_key may not hand in requests. Please ask the administrator here.',
  },
  'service.unknown': {
    status: 404,
    zh: '没有这个 service_code，请从 services 列表中选择。',
    en: 'There is no such service_code. Please choose one from the list of services.',
  },
  'service.invalid': {
    status: 422,
    zh: '服务设置有误：{detail}。请改正后再保存。',
    en: 'The service is not set up correctly: {detail}. Please correct it and save again.',
  },
  'request.unreadable': {
    status: 415,
    zh: '请求体读不出来：应为表单、JSON 或 multipart/form-data。',
    en: 'The body cannot be read: it must be a form, JSON or multipart/form-data.',
  },
  'request.no-files': {
    status: 422,
    zh: '这里不收文件，请把图片放到网上，用 media_url 给出网址。',
    en: 'Files are not taken here. Please put the picture online and give its address as media_url.',
  },
  'request.unknown': {
    status: 404,
    zh: '没有这个 service_request_id 或 token，请核对。',
    en: 'There is no such service_request_id or token. Please check it.',
  },
  'address.unclear': {
    status: 422,
    zh: '这个地址找不到或不止一处{detail}。请写得更完整，或给出 lat 与 long。',
    en: 'This address is not known or not the only one{detail}. Please write it in full, or give lat and long.',
  },
  'peer.wrong-signature': {
    status: 401,
    zh: '签名不对：请检查密钥编号、密钥和签名内容（见对接文档）。',
    en: 'The signature is wrong. Check the key id, the key and what is signed (see docs/exchange.md).',
  },
  'peer.clock-off': {
    status: 401,
    zh: '请求时间与服务器时间相差超过 {minutes} 分钟，请校准对方系统的时钟后重发。',
    en: 'The time of the request is more than {minutes} minutes off. Set the clock of the sending system and send again.',
  },
  'peer.replayed': {
    status: 409,
    zh: '这个随机数已经用过，请求未执行。请每次换一个随机数并重新签名。',
    en: 'This nonce was used before; nothing was done. Use a new nonce, sign again and send again.',
  },
  'peer.may-not': {
    status: 403,
    zh: '这个密钥没有这项权限，请联系本平台的系统管理员。',
    en: 'This key may not do that. Please ask the system administrator of this platform.',
  },
  'peer.outside-area': {
    status: 403,
    zh: '这个位置不在该密钥的范围内，请改正位置，或联系本平台的系统管理员。',
    en: 'This place is outside the area of this key. Correct the place, or ask the system administrator of this platform.',
  },
  'peer.number-reused': {
    status: 409,
    zh: '这个编号已用于另一份内容，没有改动任何东西。请换一个编号；补充情况请用 updates。',
    en: 'This number was used with another content; nothing was changed. Use another number, or send an update.',
  },
  'webhook.unknown': { status: 404, zh: '没有这个推送地址，请刷新。', en: 'There is no such webhook. Please reload.' },
  'webhook.bad-url': {
    status: 422,
    zh: '推送地址不对：须以 https:// 开头，不含用户名、密码和 # 部分。',
    en: 'The address is not valid: it must begin with https:// and have no user name, password or # part.',
  },
  'webhook.no-such-host': {
    status: 422,
    zh: '查不到主机 {host} 的地址，请检查拼写或域名解析。',
    en: 'The host {host} cannot be found. Please check its spelling and the name service.',
  },
  'webhook.inner-address': {
    status: 422,
    zh: '{host} 不能推送：内部网络的地址须由运维写入 GEZHI_WEBHOOK_NETWORKS，其他地址须用 https。',
    en: 'Nothing is sent to {host}: inner networks must be listed in GEZHI_WEBHOOK_NETWORKS, all others need https.',
  },
  'delivery.unknown': { status: 404, zh: '没有这条推送，请刷新。', en: 'There is no such delivery. Please reload.' },
  'delivery.settled': {
    status: 409,
    zh: '这条推送已经送达或已放弃，请刷新。',
    en: 'This delivery has arrived or was dropped. Please reload.',
  },
} as const satisfies Record<string, RefusalText>;
