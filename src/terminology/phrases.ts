/** Published phrase lists, each with its negations: the only reading of free text there is. */
export { conclusionsIn } from './conclusion-phrases.ts';
export { forbidsMri, mriSafetyIn, namesMri } from './mri-safety-phrases.ts';
export { techniquesIn, techniquesTold } from './technique-phrases.ts';
