/** Which district a front asks about; without an answer the server takes its first. */
export type DistrictOf = () => number | undefined | Promise<number | undefined>;

/** The part of a question that names the district, where one is known. */
export async function inDistrict(districtOf: DistrictOf): Promise<{ district?: number }> {
  const district = await districtOf();
  return district ? { district } : {};
}
