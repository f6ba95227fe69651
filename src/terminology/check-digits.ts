/** The Verhoeff check of a SNOMED CT identifier: multiplication and permutation in the dihedral group of order ten. */
const multiply = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
] as const;
const permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4] as const;

/** Whether a SNOMED CT identifier's last digit is right. */
export function isSnomedCode(code: string): boolean {
  if (!/^\d{6,18}$/.test(code)) return false;
  let check = 0;
  for (const [position, digit] of [...code].reverse().entries()) {
    let permuted = Number(digit);
    for (let times = 0; times < position % 8; times += 1) permuted = permutation[permuted] ?? 0;
    check = multiply[check]?.[permuted] ?? 0;
  }
  return check === 0;
}

/** Whether a LOINC code's digit behind the hyphen is right (modulus 10, doubling every other digit). */
export function isLoincCode(code: string): boolean {
  const match = /^(\d{1,6})-(\d)$/.exec(code);
  if (match?.[1] === undefined) return false;
  let sum = 0;
  for (const [position, digit] of [...match[1]].reverse().entries()) {
    const value = Number(digit) * (position % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10 === Number(match[2]);
}
