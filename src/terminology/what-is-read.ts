import { codeFiles } from './code-files.ts';
import { icd10cmCodes, snomedCodes } from './condition-codes.ts';
import { conditionPhrases } from './condition-phrases.ts';
import sources from './data/sources.json' with { type: 'json' };
import type { CodeRow } from './data-file.ts';
import { studies, studiesWithoutCpt } from './study-catalogue.ts';
import { medicines, therapyWords } from './treatments.ts';
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
    '| kind | words |',
    '| --- | --- |',
    ...therapyWords.map(([kind, words]) => `| ${kind} | ${words.join(', ')} |`),
    '',
    '| medicine | kind | RxNorm | brands |',
    '| --- | --- | --- | --- |',
    ...medicines.map(
      ({ ingredient, kind, rxnorm, clinicalDrugs = [], brands = [] }) =>
        `| ${ingredient} | ${kind} | ${[...(rxnorm === undefined ? [] : [rxnorm]), ...clinicalDrugs].join(', ')} | ${brands.join(', ')} |`,
    ),
    '',
    '## Codes',
    '',
    'Every code but those of conditions and medicines, one row for each, with what it stands for and where that was looked up. The narrowest range that holds a code describes it. ICD-10-PCS stands by its axes: `[46]` is either value, `?` any, and the first row that describes a code holds. A source is named below.',
    '',
    ...codeFiles.flatMap(({ title, rows }) => [
      `### ${title}`,
      '',
      '| system | code | meaning | stands for | source | looked up |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows.map(codeRow),
      '',
    ]),
    '## Sources',
    '',
    ...Object.entries(sources).map(([key, text]) => `- \`${key}\`: ${text}.`),
    '',
  ].join('\n');
}

const factTable = [
  '| fact | from | said to be unread |',
  '| --- | --- | --- |',
  '| complaint, red flag, indication | `Condition` and the order’s reasons by code, else by the phrases below, or by a pain of back or neck that spreads into a leg or an arm; the order’s note, where it has no reason; an emergency in words decides only where every word of the text is known, else it is asked about; of two that words leave open (“A vs B”) neither; an encounter diagnosis without status and onset speaks of its own day | a reason that is not known |',
  '| visit in person, contact | `Encounter.class`, `type`, `serviceType` and their words together; `status` finished, or never closed | a contact whose kind is not told; a visit whose only reasons are another complaint |',
  '| treatment | `Procedure` (sessions join into courses), `Encounter` for therapy, `CarePlan` by what it addresses, `ServiceRequest` with a period, `MedicationRequest` by RxNorm, ingredient or brand, `medicationReference` with its display | a reason that is not known is shown and excludes nothing |',
  '| film, prior study | `DiagnosticReport` by code, words or the images that it points at; conclusion, results, attachments of text, HTML and RTF; `ImagingStudy` by code, description or series | PDF and links |',
  '| examination, strength, pain | `Observation` by LOINC or its usual names; of a whole examination (“Neurological exam”) the parts that its value tells one after the other, each where all of its words are known | |',
  '| device that bears on MRI | `Device`, `Procedure`, `Condition` | |',
];

function conditionRow(concept: (typeof concepts)[number]): string {
  const icd = icd10cmCodes.filter((one) => one.concepts.includes(concept)).map(({ code }) => code);
  const snomed = snomedCodes
    .filter((one) => one.concepts.includes(concept))
    .map(({ code, meaning }) => `${code} ${meaning}`);
  const words = conditionPhrases
    .filter((one) => one.concepts.includes(concept))
    .flatMap(({ phrases, inShort }) => inShort ?? phrases);
  return `| ${concept} | ${icd.join(', ').replaceAll('*', '\\*')} | ${snomed.join('; ')} | ${words.join(', ')} |`;
}

function studyRow({ label, cpt, loinc, snomed }: Study): string {
  return `| ${label} | ${cpt} | ${loinc.join(', ')} | ${snomed.join(', ')} |`;
}

/** What a row says beside its concept: levels, a side, a value. */
const columns = [
  'regions',
  'rootLevels',
  'treats',
  'side',
  'joint',
  'inserts',
  'removes',
  'maximum',
  'score',
];

function codeRow(row: CodeRow): string {
  const { system, code, through, meaning, concept, source, lookedUp } = row;
  const more = Object.entries(row)
    .filter(([key]) => columns.includes(key))
    .map(([key, value]) => (value === true ? key : [value].flat().join(', ')));
  const range = through === undefined ? code : `${code} to ${through}`;
  return `| ${system} | ${range} | ${meaning} | ${[concept, ...more].join('; ')} | ${source} | ${lookedUp} |`;
}
