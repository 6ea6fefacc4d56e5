/** What a message may say. Two languages, short, and the next step in it; the values are filled in when it is read or sent. */
export interface TemplateText {
  title: string;
  body: string;
}
export interface Template {
  zh: TemplateText;
  en: TemplateText;
}

export const t = (zh: [string, string], en: [string, string]): Template => ({
  zh: { title: zh[0], body: zh[1] },
  en: { title: en[0], body: en[1] },
});
