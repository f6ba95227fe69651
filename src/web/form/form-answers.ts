import type { QuestionnaireResponseItemAnswer } from 'fhir/r4.js';

/** The answers of a form by linkId. */
export type FormAnswers = Readonly<Record<string, QuestionnaireResponseItemAnswer>>;
