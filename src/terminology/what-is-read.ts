import { icd10cmCodes, snomedCodes } from './condition-codes.ts';
import { conditionPhrases } from './condition-phrases.ts';
import sources from './data/sources.json' with { type: 'json' };
import { studies, studiesWithoutCpt } from './study-catalogue.ts';
import { medicines, procedureCodes, therapyWords } from './treatments.ts';
import { concepts, type Study } from './types.ts';

/** Every fact, where it is read from, and with which codes and words: the text of `docs/what-is-read.md`. */
export function whatIsRead(): string {
  return [
    '# What is read of a chart, and by which codes and words',
    '',
    'Made by `npm run terminology -- --write` from the data files under `src/terminology`; not to be edited by hand. A code that stands in no table is not guessed at: what it is called is looked up in the phrases, and else it is named as unread.',
    '',
    '## Where each fact is read from',
    '',
    ...factTable,
    '',
    '## Conditions',
    '',
    '`*` stands for every code below. Where several codes or words of one Condition apply the more specific concept wins.',
    '',
    '| concept | ICD-10-CM | SNOMED CT | words |',
    '| --- | --- | --- | --- |',
    ...concepts.map(conditionRow),
    '',
    '## Studies',
    '',
    'A modifier behind a CPT code (`72148-26`, `72100-TC`) is left aside. Words: one modality (MRI, CT, X-ray and their usual abbreviations), one level of the spine, and the contrast where it is said; none said is without.',
    '',
    '| study | CPT | LOINC | SNOMED CT |',
    '| --- | --- | --- | --- |',
    ...[...studies, ...studiesWithoutCpt].map(studyRow),
    '',
    '## Treatment',
    '',
    '| kind | CPT and SNOMED CT | words |',
    '| --- | --- | --- |',
    ...therapyRows(),
    '',
    '| medicine | kind | RxNorm | brands |',
    '| --- | --- | --- | --- |',
    ...medicines.map(
      ({ ingredient, kind, rxnorm, clinicalDrugs = [], brands = [] }) =>
        `| ${ingredient} | ${kind} | ${[...(rxnorm === undefined ? [] : [rxnorm]), ...clinicalDrugs].join(', ')} | ${brands.join(', ')} |`,
    ),
    '',
    '## Sources',
    '',
    ...Object.entries(sources).map(([key, text]) => `- \`${key}\`: ${text}.`),
    '',
  ].join('\n');
}

const factTable = [
  '| fact | from | said to be unread |',
  '| --- | --- | --- |',
  '| complaint, red flag, indication | `Condition` and the order’s reasons by code, else by the phrases below, or by a pain of back or neck that spreads into a leg or an arm; the order’s note, where it has no reason; of two that words leave open (“A vs B”) neither; an encounter diagnosis without status and onset speaks of its own day | a reason that is not known |',
  '| visit in person, contact | `Encounter.class`, `type`, `serviceType` and their words together; `status` finished, or never closed | a contact whose kind is not told; a visit whose only reasons are another complaint |',
  '| treatment | `Procedure` (sessions join into courses), `Encounter` for therapy, `CarePlan` by what it addresses, `ServiceRequest` with a period, `MedicationRequest` by RxNorm, ingredient or brand, `medicationReference` with its display | a reason that is not known is shown and excludes nothing |',
  '| film, prior study | `DiagnosticReport` by code, words or the images that it points at; conclusion, results, attachments of text and HTML; `ImagingStudy` by code, description or series | PDF, RTF and links |',
  '| examination, strength, pain | `Observation` by LOINC or its usual names | |',
  '| device that bears on MRI | `Device`, `Procedure`, `Condition` | |',
];

function conditionRow(concept: (typeof concepts)[number]): string {
  const icd = icd10cmCodes.filter((one) => one.concepts.includes(concept)).map(({ code }) => code);
  const snomed = snomedCodes
    .filter((one) => one.concepts.includes(concept))
    .map(({ code, meaning }) => `${code} ${meaning}`);
  const words = conditionPhrases
    .filter((one) => one.concepts.includes(concept))
    .flatMap(({ phrases }) => phrases);
  return `| ${concept} | ${icd.join(', ').replaceAll('*', '\\*')} | ${snomed.join('; ')} | ${words.join(', ')} |`;
}

function studyRow({ label, cpt, loinc, snomed }: Study): string {
  return `| ${label} | ${cpt} | ${loinc.join(', ')} | ${snomed.join(', ')} |`;
}

function therapyRows(): readonly string[] {
  const kinds = new Map<string, { codes: string[]; words: readonly string[] }>();
  for (const [code, kind] of procedureCodes) {
    const known = kinds.get(kind) ?? { codes: [], words: [] };
    known.codes.push(code);
    kinds.set(kind, known);
  }
  for (const [kind, words] of therapyWords) {
    kinds.set(kind, { codes: kinds.get(kind)?.codes ?? [], words });
  }
  return [...kinds].map(
    ([kind, { codes, words }]) => `| ${kind} | ${codes.join(', ')} | ${words.join(', ')} |`,
  );
}
