// The item lists, the national codes, and decisions on what does not enter the grids.
import type { Tx } from '#kernel/database';
import { writeDecision } from '#modules/admissions';
import { standardCategories } from '#modules/catalogue';
import { writeStandardLists } from '#modules/matters';
import type { Random } from '../random.ts';

const decided = { decidedBy: '区网格化服务管理联席会议', unitName: '', phone: '', belongsZh: '', belongsEn: '' };

/** A complaint about an official is not taken at all; a question on housing funds is, after it was said who knows. */
const decisions = [
  { ...decided, categoryCode: '08003', admitted: true, accepted: true, documentNo: '网联办〔2025〕3 号' },
  {
    ...decided,
    categoryCode: '08003',
    admitted: false,
    accepted: true,
    belongsZh: '住房公积金缴存、提取、贷款由住房公积金管理中心办理，可拨打 12329。',
    belongsEn: 'Housing funds are the matter of the housing provident fund centre: call 12329.',
    unitName: '住房公积金管理中心',
    phone: '12329',
    documentNo: '网联办〔2026〕1 号',
  },
  {
    ...decided,
    categoryCode: '09004',
    admitted: false,
    accepted: false,
    belongsZh: '反映公职人员作风和违纪问题，请直接找纪检监察机关，可拨打 12388。',
    belongsEn: 'Complaints about officials go straight to discipline inspection: call 12388.',
    unitName: '纪检监察组',
    phone: '12388',
    documentNo: '网联办〔2026〕1 号',
  },
] as const;

export async function writeLists(tx: Tx, district: number, rng: Random, since: Date): Promise<void> {
  await writeStandardLists(tx, { district, at: since, accountId: null }, standardCategories);
  const day = since.toISOString().slice(0, 10);
  for (const [index, decision] of decisions.entries()) {
    const at = new Date(since.getTime() + index * 60_000);
    const given = { ...decision, id: rng.uuid(at.getTime()), decidedOn: day, validFrom: day, validTo: null };
    await writeDecision(tx, { clock: () => at }, { district, accountId: null }, given);
  }
}
