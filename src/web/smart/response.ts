import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4.js';
import type { FormAnswers } from '../form/form-answers.ts';
import { noteOf } from '../form/note-answers.ts';

const dtr = 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition';

interface ResponseInput {
  /** With its questions; of an adaptive form those that were asked so far. */
  readonly form: Questionnaire;
  readonly answers: FormAnswers;
  /** What the chart had answered before anybody looked. */
  readonly filledIn: FormAnswers;
  readonly status: 'in-progress' | 'completed';
  readonly patientId: string;
  readonly order: string;
  readonly author: string | undefined;
  /** The id under which it was stored before. */
  readonly id: string | undefined;
}

/**
 * The response to store in the EHR. Whoever completes it has looked at every answer: what stands as the chart had it
 * stays marked as filled in by a machine, what was changed is an override, and the rest is by hand (DTR 2.2.0,
 * information-origin). An adaptive form, which has no URL of its own, comes along in it.
 */
export function responseOf(input: ResponseInput): QuestionnaireResponse {
  const { form, answers, filledIn, status, patientId, order, author, id } = input;
  const item = (form.item ?? []).flatMap((group): QuestionnaireResponseItem[] => {
    const answered = (group.item ?? []).flatMap((question) =>
      answeredItem(question, answers, filledIn, author),
    );
    if (answered.length === 0) return [];
    return [{ linkId: group.linkId, text: group.text ?? '', item: answered }];
  });
  return {
    resourceType: 'QuestionnaireResponse',
    ...(id === undefined ? {} : { id }),
    ...(form.url === undefined ? { contained: [form] } : {}),
    extension: [{ url: `${dtr}/qr-context`, valueReference: { reference: order } }],
    questionnaire: form.url === undefined ? `#${form.id}` : `${form.url}|${form.version}`,
    status,
    subject: { reference: `Patient/${patientId}` },
    authored: new Date().toISOString(),
    ...(author === undefined ? {} : { author: { reference: author } }),
    ...(item.length === 0 ? {} : { item }),
  };
}

function answeredItem(
  { linkId, text }: QuestionnaireItem,
  answers: FormAnswers,
  filledIn: FormAnswers,
  author: string | undefined,
): QuestionnaireResponseItem[] {
  const answer = answers[linkId];
  if (answer === undefined) return [];
  const { extension: sources = [], ...value } = answer;
  // What a note says is confirmed by whoever completes the form, and keeps its sentence.
  const isOfNote = noteOf(answer) !== undefined;
  const extension = isOfNote ? sources : [originOf(answer, filledIn[linkId], author)];
  return [{ linkId, ...(text === undefined ? {} : { text }), answer: [{ ...value, extension }] }];
}

function originOf(
  answer: QuestionnaireResponseItemAnswer,
  filledIn: QuestionnaireResponseItemAnswer | undefined,
  author: string | undefined,
) {
  const source =
    filledIn === undefined
      ? 'manual'
      : said(answer) === said(filledIn)
        ? 'auto-client'
        : 'override';
  return {
    url: `${dtr}/information-origin`,
    extension: [
      { url: 'source', valueCode: source },
      ...(source === 'auto-client' || author === undefined
        ? []
        : [
            {
              url: 'author',
              extension: [{ url: 'practitioner', valueReference: { reference: author } }],
            },
          ]),
    ],
  };
}

function said({ extension: _sources, valueCoding, ...value }: QuestionnaireResponseItemAnswer) {
  return JSON.stringify(valueCoding === undefined ? value : valueCoding.code);
}
