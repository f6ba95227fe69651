import { withAnswers } from '../terminology/denial-words.ts';
import { implantToldOf } from '../terminology/implants.ts';
import { mriSafetyIn, namesMri } from '../terminology/phrases.ts';
import { attachedTexts } from './attachments.ts';
import { cite } from './cite.ts';
import { chartDate } from './dates.ts';
import { type Fields, listOf, shortened, textOf, wordsOf } from './fields.ts';
import { referenceTo } from './references.ts';
import type { ChartDate, DeviceFact } from './types.ts';

/** Longer than any note that a person writes. */
const mostCharacters = 40_000;
const sentenceEnd = /(?<=[.;!?])\s+|\n+/;

/**
 * What running words tell of an implant, or that MRI is contraindicated: the notes on any record, the reasons of a visit, a
 * report, a document. Whether MRI is unsafe is asked about; such words support nothing, and clear nothing.
 */
export function devicesTold(
  texts: readonly string[],
  reference: string,
  date: ChartDate | undefined,
): readonly DeviceFact[] {
  return texts.flatMap((text) =>
    text
      .slice(0, mostCharacters)
      .split(sentenceEnd)
      .flatMap((sentence) => {
        const said = namesMri(sentence) ? mriSafetyIn(sentence) : undefined;
        const kind = implantToldOf(withAnswers(sentence));
        if (said !== 'unsafe' && kind === undefined) return [];
        const evidence = cite(reference, date, shortened(sentence.trim()));
        return [{ kind, mri: 'unknown', since: date, evidence } as const];
      }),
  );
}

/** Running words of a resource that may tell of an implant. */
export function wordsBesideRecord(fields: Fields): readonly string[] {
  const { resourceType, note, conclusion, reasonCode } = fields;
  const notes = listOf(note).flatMap(({ text }) => textOf(text) ?? []);
  if (resourceType === 'Encounter') return [...notes, ...listOf(reasonCode).map(wordsOf)];
  if (resourceType === 'DiagnosticReport')
    return [...notes, textOf(conclusion) ?? '', ...attachedTexts(fields.presentedForm)];
  return notes;
}

/** What a document tells of implants and MRI. */
export function devicesInDocument(document: Fields): readonly DeviceFact[] {
  const texts = attachedTexts(listOf(document.content).map(({ attachment }) => attachment));
  return devicesTold(texts, referenceTo(document), chartDate(document.date));
}
