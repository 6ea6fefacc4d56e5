/** Shanghai's calendar day of an instant, as yyyy-mm-dd. */
export function shanghaiDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
}

/** EQ-261121: the district's letters and the day. */
export function numberHead(prefix: string, day: string): string {
  return `${prefix}-${day.slice(2).replaceAll('-', '')}`;
}

/** EQ-261121-0086: with a counter of the day. The database numbers reports by app.case_number, which writes the same. */
export function caseNumber(prefix: string, day: string, n: number): string {
  return `${numberHead(prefix, day)}-${String(n).padStart(4, '0')}`;
}
