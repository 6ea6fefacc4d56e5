/** A refusal: HTTP status, and in both languages what happened and what to do. */
export interface RefusalText {
  status: number;
  zh: string;
  en: string;
}
