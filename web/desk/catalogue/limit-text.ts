import { makeI18n } from '#web/i18n.ts';

export const limitUnits = ['urgentHour', 'workHour', 'workDay', 'naturalDay'] as const;
export type LimitUnit = (typeof limitUnits)[number];

const t = makeI18n(
  {
    urgentHour: '{n} 小时（紧急）',
    workHour: '{n} 工作小时',
    workDay: '{n} 个工作日',
    naturalDay: '{n} 天',
    urgentHourName: '紧急小时',
    workHourName: '工作小时',
    workDayName: '工作日',
    naturalDayName: '自然日',
  },
  {
    urgentHour: '{n} h urgent',
    workHour: '{n} work h',
    workDay: '{n} work days',
    naturalDay: '{n} days',
    urgentHourName: 'urgent hours',
    workHourName: 'working hours',
    workDayName: 'working days',
    naturalDayName: 'days',
  },
);

export function limitOf(amount: number | null, unit: LimitUnit | null): string {
  return amount && unit ? t(unit, { n: amount }) : '';
}

export function limitUnitText(unit: LimitUnit): string {
  return t(`${unit}Name`);
}

/** The advice names a limit as "24 workHour". */
export function limitText(limit: string | null): string {
  const [amount, unit] = (limit ?? '').split(' ');
  const known = limitUnits.find((one) => one === unit);
  return known ? limitOf(Number(amount), known) : (limit ?? '');
}
