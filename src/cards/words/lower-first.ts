/** A name within a sentence: its first letter small, but for an abbreviation ("X-ray", "SPECT", "MRI"). */
export function lowerFirst(name: string): string {
  return /^(?:[A-Z][a-z]|A )/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name;
}
