import type { Questionnaire, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4.js';
import type { NoteOffer } from '../assessment/types.ts';
import { confirmedAnswer, informationOrigin, quoteExtension } from '../chart/answer-origin.ts';
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
    item: offers.flatMap((offer) => itemOf(offer, canonicalBase)),
  };
}

function itemOf(offer: NoteOffer, canonicalBase: string): readonly QuestionnaireResponseItem[] {
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
}

/** A draft with what notes offer in the place of its form, where the chart itself has no answer. */
export function withNoteAnswers(
  draft: QuestionnaireResponse,
  form: Questionnaire,
  offers: readonly NoteOffer[],
  canonicalBase: string,
): QuestionnaireResponse {
  if (offers.length === 0) return draft;
  const item = (draft.item ?? []).map((group) => {
    const asked = form.item?.find(({ linkId }) => linkId === group.linkId)?.item ?? [];
    const known = (group.item ?? []).filter(({ answer }) => answer !== undefined);
    const added = offers
      .filter(({ linkId }) => asked.some((one) => one.linkId === linkId))
      .filter(({ linkId }) => known.every((one) => one.linkId !== linkId))
      .flatMap((offer) => itemOf(offer, canonicalBase));
    const rest = (group.item ?? []).filter(({ linkId }) =>
      added.every((one) => one.linkId !== linkId),
    );
    return { ...group, item: [...rest, ...added] };
  });
  return { ...draft, item };
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
