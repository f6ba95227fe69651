/** Data that bear on criteria of one kind only; all other data can matter to any criterion. */
const bearing: Readonly<Record<string, RegExp>> = {
  encounters: /^(in-person-evaluation|clinical-re-evaluation)/,
  medicationRequests: /^(trial-of-treatment|red-flag\.severe-radicular-pain)/,
  medicationStatements: /^(trial-of-treatment|red-flag\.severe-radicular-pain)/,
  carePlans: /^(trial-of-treatment|red-flag\.severe-radicular-pain)/,
  goals: /^(trial-of-treatment|red-flag\.severe-radicular-pain)/,
  devices: /^mri-contraindicated/,
  communications: /^clinical-re-evaluation/,
  flags: /^mri-contraindicated/,
  // They say which contrast medium is not offered, and settle no criterion.
  allergyIntolerances: /^$/,
};

/** Whether the data of a prefetch key could have settled a criterion. */
export function bearsOn(key: string, criterion: string): boolean {
  const only = Object.hasOwn(bearing, key) ? bearing[key] : undefined;
  return only === undefined || only.test(criterion);
}
