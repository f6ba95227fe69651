import type { QuestionnaireResponse, QuestionnaireResponseItemAnswer } from 'fhir/r4.js';
import type { NoteOffer } from '../assessment/types.ts';
import { informationOrigin, quoteExtension } from '../chart/answer-origin.ts';
import { answerOf } from '../questionnaire/answers.ts';
import { answerSourceUrl } from '../questionnaire/populate.ts';

/** What a response with answers from notes is made for. */
interface ResponseInput {
  readonly patientId: string;
  readonly asOf: Date;
  readonly canonicalBase: string;
  /** The form that it answers, with its version. */
  readonly questionnaire: string;
}

/**
 * A draft of the documentation response with what notes offer: each answer names the note, quotes its sentence, and is
 * marked as filled in by a machine (DTR 2.2.0, information-origin). It is in progress, and no evidence.
 */
export function draftOfNotes(
  offers: readonly NoteOffer[],
  { patientId, asOf, canonicalBase, questionnaire }: ResponseInput,
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire,
    status: 'in-progress',
    subject: { reference: `Patient/${patientId}` },
    authored: asOf.toISOString(),
    item: offers.flatMap((offer) => {
      const answer = answerOf(offer.linkId, offer.value, canonicalBase);
      if (answer === undefined) return [];
      const extension = [
        informationOrigin('auto-server'),
        {
          url: answerSourceUrl(canonicalBase),
          valueReference: { reference: offer.reference, display: offer.date },
        },
        { url: quoteUrl(canonicalBase), valueString: offer.quote },
      ];
      return [{ linkId: offer.linkId, answer: [{ extension, ...answer }] }];
    }),
  };
}

/** The extension that quotes the sentence of a note that an answer was taken from. */
function quoteUrl(canonicalBase: string): string {
  return `${canonicalBase}${quoteExtension}`;
}

/** The draft as whoever treats the patient completes it who agrees with all of it: each answer attests. */
export function confirmedDraft(draft: QuestionnaireResponse): QuestionnaireResponse {
  return {
    ...draft,
    status: 'completed',
    item: (draft.item ?? []).map((item) => ({
      ...item,
      answer: (item.answer ?? []).map(confirmedAnswer),
    })),
  };
}

function confirmedAnswer(answer: QuestionnaireResponseItemAnswer): QuestionnaireResponseItemAnswer {
  const { url } = informationOrigin('manual');
  const kept = (answer.extension ?? []).filter((one) => one.url !== url);
  return { ...answer, extension: [informationOrigin('manual'), ...kept] };
}
