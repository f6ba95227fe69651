import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4.js';
import {
  confirmedAnswer,
  informationOrigin,
  quoteExtension,
  quoteOf,
} from '../../chart/answer-origin.ts';
import { ofFragment } from '../../fragment-text.ts';
import type { FormAnswers } from './form-answers.ts';

interface Offered {
  readonly linkId?: unknown;
  readonly value?: unknown;
  readonly quote?: unknown;
  readonly date?: unknown;
}

/**
 * The answers that an address carries behind its `#` (`notes=`), to be confirmed: each with its sentence. What is none
 * of the form, or no answer to its item, is left out.
 */
export function answersFromNotes(hash: string, questionnaire: Questionnaire): FormAnswers {
  const packed = /[#&]notes=([^&]*)/.exec(hash)?.[1];
  if (packed === undefined) return {};
  const items = (questionnaire.item ?? []).flatMap(({ item = [] }) => item);
  return Object.fromEntries(
    offersIn(packed).flatMap((offered) => {
      const item = items.find(({ linkId }) => linkId === offered.linkId);
      const answer = item === undefined ? undefined : answerTo(item, offered);
      return item === undefined || answer === undefined ? [] : [[item.linkId, answer] as const];
    }),
  );
}

function offersIn(packed: string): readonly Offered[] {
  try {
    const read: unknown = JSON.parse(ofFragment(packed));
    return Array.isArray(read) ? read.map((one) => Object(one)) : [];
  } catch {
    return [];
  }
}

function answerTo(
  item: QuestionnaireItem,
  { value, quote, date }: Offered,
): QuestionnaireResponseItemAnswer | undefined {
  const said = valueFor(item, value);
  if (said === undefined || typeof quote !== 'string') return undefined;
  const source = typeof date === 'string' ? [sourceOf(date)] : [];
  const quoted = { url: quoteExtension, valueString: quote };
  return { extension: [informationOrigin('auto-server'), ...source, quoted], ...said };
}

/** The day of a note whose resource the address does not name. */
function sourceOf(date: string) {
  return { url: '/StructureDefinition/answer-source', valueReference: { display: date } };
}

function valueFor(
  { type, answerOption = [] }: QuestionnaireItem,
  value: unknown,
): QuestionnaireResponseItemAnswer | undefined {
  if (type === 'boolean') return typeof value === 'boolean' ? { valueBoolean: value } : undefined;
  if (type === 'integer') return typeof value === 'number' ? { valueInteger: value } : undefined;
  if (type === 'decimal') return typeof value === 'number' ? { valueDecimal: value } : undefined;
  if (typeof value !== 'string') return undefined;
  if (type === 'date') return isDay(value) ? { valueDate: value } : undefined;
  const option = answerOption.find(({ valueCoding }) => valueCoding?.code === value);
  return option?.valueCoding === undefined ? undefined : { valueCoding: option.valueCoding };
}

/** A field for a date shows days alone: what it could not show is left open. */
function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** The answers of forms that notes have filled in. */
export function answersOfDrafts(drafts: readonly QuestionnaireResponse[]): FormAnswers {
  return Object.fromEntries(
    drafts
      .flatMap(({ item = [] }) => item)
      .flatMap(({ linkId, answer: [answer] = [] }) =>
        answer === undefined || (answer.valueDate !== undefined && !isDay(answer.valueDate))
          ? []
          : [[linkId, answer] as const],
      ),
  );
}

/** Where an answer was read in a note: its day and its sentence. */
export function noteOf(
  answer: QuestionnaireResponseItemAnswer,
): { readonly day?: string; readonly quote: string } | undefined {
  const quote = quoteOf(answer);
  if (quote === undefined) return undefined;
  const source = answer.extension?.find(({ valueReference }) => valueReference !== undefined);
  const day = source?.valueReference?.display;
  return { quote, ...(day === undefined ? {} : { day }) };
}

/** Answers as whoever completes the form gives them: what stands there from a note was read, and is confirmed. */
export function confirmed(answers: FormAnswers): FormAnswers {
  return Object.fromEntries(
    Object.entries(answers).map(([linkId, answer]) => [
      linkId,
      noteOf(answer) === undefined ? answer : confirmedAnswer(answer),
    ]),
  );
}
