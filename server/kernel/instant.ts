const shape =
  /^(19\d\d|2\d\d\d)-(\d\d)-(\d\d)[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/;

/**
 * An instant that JavaScript and PostgreSQL both know: no leap second, no 30 February, no year before the common era.
 * JSON Schema's own date-time lets the first through, and a Date made of it is no date.
 */
export function isInstant(text: string): boolean {
  const [, year, month, day] = shape.exec(text) ?? [];
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return (
    midnight.getUTCMonth() + 1 === Number(month) &&
    midnight.getUTCDate() === Number(day) &&
    !Number.isNaN(Date.parse(text))
  );
}
