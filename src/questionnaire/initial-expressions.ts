import type { Extension } from 'fhir/r4.js';
import { studies } from '../terminology/study-catalogue.ts';
import { systems } from '../terminology/systems.ts';
import type { Modality } from '../terminology/types.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';

/** A query about the patient whose result expressions can name. */
interface Variable {
  readonly name: string;
  readonly query: string;
}

/** Token search for the CPT and LOINC codes of every study of a modality. */
function codesOf(modality: Modality): string {
  const found = studies.filter((study) => study.modality === modality);
  const cpt = found.map((study) => `${systems.cpt}|${study.cpt}`);
  const loinc = found.flatMap((study) => study.loinc.map((code) => `${systems.loinc}|${code}`));
  return [...cpt, ...loinc].join(',');
}

const patient = '{{%patient.id}}';

/** What the expressions below stand on; the newest first, since only the first entry is looked at. */
const variables: readonly Variable[] = [
  {
    name: 'radiographs',
    query: `DiagnosticReport?patient=${patient}&code=${codesOf('radiograph')}&_sort=-date`,
  },
  {
    name: 'mris',
    query: `DiagnosticReport?patient=${patient}&code=${codesOf('MRI')}&_sort=-date`,
  },
  {
    name: 'painScores',
    query: `Observation?patient=${patient}&code=${systems.loinc}|72514-3,${systems.loinc}|38208-5&_sort=-date`,
  },
];

const day = '.first().toString().substring(0, 10).toDate()';

/**
 * Where a chart can answer an item with a plain element: hints for forms that populate themselves (SDC,
 * expression-based population). They select; what an answer means is decided when it comes back. The full
 * reading of a chart, with its sources, is `populate`. When the episode began is not among them: which of a patient's
 * conditions is the order's reason no query can tell.
 */
const expressions: Readonly<Record<string, string>> = {
  'plain-radiograph.date': `%radiographs.entry.resource.effective.ofType(dateTime)${day}`,
  'mri.date': `%mris.entry.resource.effective.ofType(dateTime)${day}`,
  'severe-radicular.pain-score': '%painScores.entry.resource.value.ofType(Quantity).first().value',
};

/** The extension that hints at an item's first answer; none where no single element of a chart answers it. */
export function initialExpression(linkId: string): readonly Extension[] {
  const expression = Object.hasOwn(expressions, linkId) ? expressions[linkId] : undefined;
  if (expression === undefined) return [];
  return [
    {
      url: `${sdc}/sdc-questionnaire-initialExpression`,
      valueExpression: { language: 'text/fhirpath', expression },
    },
  ];
}

/** What the Questionnaire needs to be launched with, and the queries that its expressions name. */
export function populationContext(): readonly Extension[] {
  return [
    {
      url: `${sdc}/sdc-questionnaire-launchContext`,
      extension: [
        {
          url: 'name',
          valueCoding: {
            system: 'http://hl7.org/fhir/uv/sdc/CodeSystem/launchContext',
            code: 'patient',
          },
        },
        { url: 'type', valueCode: 'Patient' },
      ],
    },
    ...variables.map(({ name, query }) => ({
      url: 'http://hl7.org/fhir/StructureDefinition/variable',
      valueExpression: { name, language: 'application/x-fhir-query', expression: query },
    })),
  ];
}
