/** A table as CSV (RFC 4180). */
export function csv(
  header: readonly string[],
  lines: readonly (readonly (string | number)[])[],
): string {
  return [header, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  // A spreadsheet runs a text that begins like a formula; some of these texts come from clients.
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
