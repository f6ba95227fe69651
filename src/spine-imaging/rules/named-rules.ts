import type { NamedRule } from '../../guideline/named-rule.ts';

/** ct-1, ct-2: CT in place of MRI, where the gate of a CT is not met. */
export const ctInsteadOfMriRule: NamedRule = {
  id: 'study.ct-instead-of-mri',
  title: 'CT instead of MRI',
  statements: ['ct-stance', 'ct-1', 'ct-2'],
};

/** ctmyelo-1 to -3: CT myelography, where its gate is not met. */
export const ctMyelographyRule: NamedRule = {
  id: 'study.ct-myelography',
  title: 'CT myelography',
  statements: ['ctmyelo-stance', 'ctmyelo-1', 'ctmyelo-2', 'ctmyelo-3', 'ct-3'],
};

/** repeat-2: two similar studies at once. */
export const simultaneousStudiesRule: NamedRule = {
  id: 'study.simultaneous-studies',
  title: 'Simultaneous similar studies',
  statements: ['repeat-2', 'general-ops-2'],
};

/** modalities-2: the ordered level matches no reason, indication or red flag. */
export const regionMismatchRule: NamedRule = {
  id: 'study.region-mismatch',
  title: 'Ordered level without an indication',
  statements: ['modalities-2', 'general-docs-1', 'redflag-2'],
};

/** Rules that are a gate of a study, or speak of several orders, and so have no decision of their own. */
export const namedRules: readonly NamedRule[] = [
  ctInsteadOfMriRule,
  ctMyelographyRule,
  simultaneousStudiesRule,
  regionMismatchRule,
];
