/** A table as CSV (RFC 4180). */
export function csv(
  header: readonly string[],
  lines: readonly (readonly (string | number)[])[],
): string {
  return [header, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // No formula begins like this, and none of these characters has to be quoted.
  if (/^(?:[\w.:/][\w.:/-]*)?$/.test(value)) return value;
  const text = isFormula(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

/**
 * Whether a spreadsheet could run a text: one that begins like a formula, after blanks and characters that are not
 * shown, also in the full-width forms, or that would begin one behind another separator of cells.
 */
function isFormula(text: string): boolean {
  return text
    .normalize('NFKC')
    .split(/[,;\t\v\f\r\n\u0085\u2028\u2029|]/)
    .some((part) => /^[=+\-@]/.test(part.replace(/^[\s\p{C}'"]+/u, '')));
}
