/** A cell that a spreadsheet would take for a formula is made text by an apostrophe (OWASP: CSV injection). */
export function harmless(cell: string): string {
  return /^'*\s*[=+\-@\t\r|%]/.test(cell) ? `'${cell}` : cell;
}

/** The text as it was before `harmless`: what was exported comes back unchanged. */
export function withoutApostrophe(cell: string): string {
  return /^'+\s*[=+\-@\t\r|%]/.test(cell) ? cell.slice(1) : cell;
}
