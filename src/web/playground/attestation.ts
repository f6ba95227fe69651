import type { QuestionnaireResponse, QuestionnaireResponseItemAnswer } from 'fhir/r4.js';

export type Answers = Readonly<Record<string, QuestionnaireResponseItemAnswer>>;

const questionnaire =
  'https://spine-imaging-cds.example.org/fhir/Questionnaire/spine-imaging-documentation';

/** A completed documentation form: one item a linkId (evidence contract, "Attestation"). */
export function attestation(
  id: string,
  patientId: string,
  authored: string,
  answers: Answers,
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    questionnaire,
    status: 'completed',
    subject: { reference: `Patient/${patientId}` },
    authored,
    item: Object.entries(answers).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
  };
}
