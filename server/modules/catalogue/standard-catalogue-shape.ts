import type { Category } from '#contract/catalogue';

export const limitUnits = ['urgentHour', 'workHour', 'workDay', 'naturalDay'] as const;
/** urgentHour runs day and night; workHour and workDay follow the work calendar once there is one. */
export type LimitUnit = (typeof limitUnits)[number];

export const risks = ['low', 'medium', 'high'] as const;
/** Decides how often a settled case is checked on site by another person. */
export type Risk = Category['risk'];

/** One minor class as it stands in the files of standard/: keywords split at spaces, examples at ； and line ends. */
export type StandardMinor = {
  code: string;
  name: string;
  nameEn: string;
  description: string;
  keywords: string;
  examples: string;
  limitAmount: number;
  limitUnit: LimitUnit;
  department: string;
  risk: Risk;
  /** Alarm level Ⅰ (most serious) to Ⅳ as 1 to 4; null where the category raises no alarm. */
  level: 1 | 2 | 3 | 4 | null;
  /** The worker of the micro-grid may settle it on the spot. */
  selfHandle: boolean;
  /** The same matter in a published standard: "GB/T number kind code"; event and component codes overlap there. */
  standardRef: string | null;
};

export type StandardMajor = {
  code: string;
  name: string;
  nameEn: string;
  description: string;
  minors: readonly StandardMinor[];
};
