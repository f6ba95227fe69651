import type { Extension, QuestionnaireResponseItemAnswer } from 'fhir/r4.js';
import { informationOrigin as informationOriginUrl } from '../terminology/da-vinci.ts';
import { type Fields, listOf, textOf } from './fields.ts';

/** Where an answer came from (DTR 2.2.0, information-origin): `auto-server`, `manual`, … */
export function informationOrigin(source: 'auto-server' | 'manual'): Extension {
  return { url: informationOriginUrl, extension: [{ url: 'source', valueCode: source }] };
}

/**
 * Whether a form filled it in from the record by itself (`auto`, `auto-client`, `auto-server`), unconfirmed. An origin
 * that names no source is taken for one: nobody can tell that a person answered.
 */
export function isAutomatic(element: Fields): boolean {
  return listOf(element.extension).some(
    ({ url, extension }) => url === informationOriginUrl && !listOf(extension).some(isOfPerson),
  );
}

/** Whether a source is a person: one who wrote the answer, or who changed what was filled in. */
function isOfPerson({ url, valueCode }: Fields): boolean {
  return url === 'source' && textOf(valueCode)?.startsWith('auto') === false;
}

/** An answer that a machine filled in and a person agrees with: it is that person's, with its note and its sentence. */
export function confirmedAnswer(
  answer: QuestionnaireResponseItemAnswer,
): QuestionnaireResponseItemAnswer {
  const kept = (answer.extension ?? []).filter(({ url }) => url !== informationOriginUrl);
  return { ...answer, extension: [informationOrigin('manual'), ...kept] };
}

/** The end of the URL of the extension that quotes the sentence of a note that an answer was taken from. */
export const quoteExtension = '/StructureDefinition/answer-quote';

/** The sentence of a note that an answer was taken from, where it was. */
export function quoteOf(answer: { readonly extension?: unknown }): string | undefined {
  const quoted = listOf(answer.extension).find(
    ({ url }) => textOf(url)?.endsWith(quoteExtension) === true,
  );
  return textOf(quoted?.valueString);
}
