import type { RefusalText } from './refusal-text.ts';

/** Flows as data: their documents, and moves by them. */
export const flowRefusals = {
  'flow.unknown': {
    status: 404,
    zh: '没有这个流程或版本，请刷新。',
    en: 'There is no such flow or version. Please reload.',
  },
  'flow.no-draft': {
    status: 409,
    zh: '没有草稿：请先修改并保存，再操作。',
    en: 'There is no draft. Change and save something first.',
  },
  'flow.changed-meanwhile': {
    status: 409,
    zh: '草稿已被他人修改，请刷新后再改。您的修改没有保存。',
    en: 'Somebody else has changed the draft. Reload and change it again; yours was not saved.',
  },
  'flow.invalid': {
    status: 422,
    zh: '流程有误，没有保存：{detail}。',
    en: 'The flow is not right and was not saved: {detail}.',
  },
  'flow.not-in-force': {
    status: 409,
    zh: '流程「{code}」没有启用的版本，请先发布。',
    en: 'No version of the flow “{code}” is in force. Publish one first.',
  },
  'flow.is-default': {
    status: 409,
    zh: '这是本地默认流程，不能停用：请先把默认流程改为另一个。',
    en: 'New cases take this flow. Choose another as the default first, then retire it.',
  },
  'case.needs-field': {
    status: 422,
    zh: '请填写「{name}」。',
    en: 'Please fill in “{name}”.',
  },
  'case.needs-photos': {
    status: 422,
    zh: '请至少上传 {n} 张{kind}照片。',
    en: 'Please add at least {n} photos ({kind}).',
  },
} as const satisfies Record<string, RefusalText>;
