import type { Admission } from '#contract/admissions';
import type { Tx } from '#kernel/database';

export type AdmissionRow = Omit<Admission, 'inForce'>;

/** All decisions of a district, the last recorded first. */
export async function readDecisions(tx: Tx, district: number): Promise<AdmissionRow[]> {
  const rows = await tx
    .selectFrom('admissions')
    .selectAll()
    .where('district_id', '=', district)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    categoryCode: row.category_code,
    admitted: row.admitted,
    accepted: row.accepted,
    belongsZh: row.belongs_zh,
    belongsEn: row.belongs_en,
    unitName: row.unit_name,
    phone: row.phone,
    decidedBy: row.decided_by,
    documentNo: row.document_no,
    decidedOn: String(row.decided_on),
    validFrom: String(row.valid_from),
    validTo: row.valid_to === null ? null : String(row.valid_to),
    recordedAt: row.recorded_at.toISOString(),
  }));
}
