import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import { isCalledOfOtherPart } from '../terminology/part-of-report.ts';
import { isStudyCode, studyByCpt, studyOfCoding } from '../terminology/study-catalogue.ts';
import { studiesNamed, studyNamed } from '../terminology/study-words.ts';
import { withoutModifier } from '../terminology/systems.ts';
import type { Study } from '../terminology/types.ts';
import { ofConcept } from './codeable-concept.ts';
import { allWords } from './condition-meaning.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  hasCode,
  listOf,
  regionsOfSites,
  textOf,
  wordsOf,
} from './fields.ts';

/** A study, and whether only words named it. */
export interface NamedStudy {
  readonly study: Study;
  readonly fromText: boolean;
}

/**
 * The catalogue's study that a CodeableConcept names: by CPT first, then by any other code of the same study. A
 * CPT code without a system counts where its words name a study of the same kind and level.
 */
export const studyOfConcept = ofConcept((concept): Study | undefined => {
  // Most concepts of a chart name no study: they are told without a list of their codings.
  if (!hasCode(concept, isStudyCode)) return undefined;
  const codings = codingsOf(concept);
  let other: Study | undefined;
  for (const { system, code, display } of codings) {
    const study =
      system === undefined
        ? studyAgreed(code, display ?? wordsOf(concept))
        : studyOfCoding(system, code);
    if (study === undefined) continue;
    if (study.cpt === withoutModifier(code)) return study;
    other ??= study;
  }
  return other;
});

/** The study of a CPT code that no system accompanies, where the words agree with it. */
function studyAgreed(code: string, words: string): Study | undefined {
  const study = studyByCpt(code);
  const named = study === undefined ? undefined : studyNamed(words);
  return named !== undefined && study?.modality === named.modality && study.region === named.region
    ? study
    : undefined;
}

/** The study that a CodeableConcept names by its codes, else by the published list of phrases. */
export const studyOrNamed = ofConcept((concept): NamedStudy | undefined => {
  const coded = studyOfConcept(concept);
  if (coded !== undefined) return { study: coded, fromText: false };
  const fields = fieldsOf(concept);
  const texts = [
    textOf(fields?.text),
    ...listOf(fields?.coding).map(({ display }) => textOf(display)),
  ];
  for (const text of texts) {
    const study = text === undefined ? undefined : studyNamed(text);
    if (study !== undefined) return { study, fromText: true };
  }
  return undefined;
});

/** The studies that a CodeableConcept of something done names: one for each level, by its codes, else by its words. */
export const studiesDone = ofConcept((concept): readonly NamedStudy[] => {
  // What was done is what its own words say, whatever it was coded as: "XR KNEE 2V" under the code of a lumbar film.
  return studiesByCodeOrName(concept).filter(
    ({ study }) => !namesOf(concept, study).some((name) => isCalledOfOtherPart(name, study)),
  );
});

/** What a study is called: by the text of its concept, and by the display of its own code. */
function namesOf(concept: unknown, study: Study): readonly string[] {
  const displays = codingsOf(concept)
    .filter(({ code }) => withoutModifier(code) === study.cpt)
    .map(({ display }) => display);
  return [textOf(fieldsOf(concept)?.text), ...displays].flatMap((name) => name ?? []);
}

function studiesByCodeOrName(concept: unknown): readonly NamedStudy[] {
  const first = studyOfConcept(concept);
  const byKind = new Map(first === undefined ? [] : [[kindOfStudy(first), first]]);
  const isCpt = codingsOf(concept).some(({ code }) => withoutModifier(code) === first?.cpt);
  for (const { system, code, display } of first === undefined ? [] : codingsOf(concept)) {
    const study =
      system === undefined
        ? studyAgreed(code, display ?? wordsOf(concept))
        : studyOfCoding(system, code);
    // Beside a CPT code those of other systems say the same.
    const isOther = isCpt && study?.cpt !== withoutModifier(code);
    if (study !== undefined && !isOther && !byKind.has(kindOfStudy(study)))
      byKind.set(kindOfStudy(study), study);
  }
  if (byKind.size > 0) {
    return [...byKind.values()].flatMap((study) =>
      (study.shows.length > 0 ? [study] : placed(study, concept)).map((one) => ({
        study: one,
        fromText: false,
      })),
    );
  }
  const fields = fieldsOf(concept);
  const texts = [fields?.text, ...listOf(fields?.coding).map(({ display }) => display)];
  const named = texts.map((text) => studiesNamed(textOf(text) ?? ''));
  const studies = named.find((one) => one.length > 0) ?? [];
  return studies.map((study) => ({ study, fromText: true }));
}

/** A study whose code leaves its level open, at the level that its words name; none where they name another organ. */
function placed(study: Study, concept: unknown): readonly Study[] {
  // What stands in brackets are the examples of a descriptor: "(eg, head, neck, chest)".
  const words = allWords(concept).replaceAll(/\([^)]*\)/g, ' ');
  const shows = regionsOfSites({ text: words });
  if (shows.length > 0) return [{ ...study, shows }];
  return isElsewhereInWords(words) ? [] : [study];
}

/** What is one study whatever its contrast: its modality and its region. */
export function kindOfStudy({ modality, region }: Study): string {
  return `${modality} ${region}`;
}

/** The studies of images by the modality and the body part that they name, or by their description: one for each level. */
export function studiesOfImages(imaging: Fields): readonly NamedStudy[] {
  const coded = listOf(imaging.procedureCode).flatMap(studiesDone);
  if (coded.length > 0) return distinct(coded);
  const described = studiesNamed(textOf(imaging.description) ?? '');
  if (described.length > 0) return described.map((study) => ({ study, fromText: true }));
  const inSeries = listOf(imaging.series).flatMap((series): readonly NamedStudy[] => {
    const modality = modalities[textOf(fieldsOf(series.modality)?.code) ?? ''];
    if (modality === undefined) return [];
    const site = fieldsOf(series.bodySite);
    const words = textOf(site?.display) ?? textOf(series.description) ?? '';
    return studiesNamed(`${modality} ${words}`).map((study) => ({ study, fromText: true }));
  });
  return distinct(inSeries);
}

function distinct(studies: readonly NamedStudy[]): readonly NamedStudy[] {
  const byKind = new Map<string, NamedStudy>();
  for (const one of studies)
    if (!byKind.has(kindOfStudy(one.study))) byKind.set(kindOfStudy(one.study), one);
  return [...byKind.values()];
}

/** DICOM modalities, as the phrases of the list call them. */
const modalities: Readonly<Record<string, string>> = {
  MR: 'MRI',
  CT: 'CT',
  CR: 'XR',
  DX: 'XR',
  RG: 'XR',
};
