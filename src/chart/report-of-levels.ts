import { regionsInText, regionsNamed } from '../terminology/body-sites.ts';
import { studyRegionOf } from '../terminology/study-catalogue.ts';
import type { Modality, Study, StudyRegion } from '../terminology/types.ts';

/** Longer than any report that a person writes, and short enough to be gone through for every level. */
const mostCharacters = 20_000;

/** A sentence of a report, and the levels that it is about; empty where it may be about any. */
interface LevelSentence {
  readonly text: string;
  readonly regions: readonly StudyRegion[];
}

/**
 * What a report of several levels says of one of them: the sentences that name the level, those that stand under its
 * heading ("Lumbar: …"), and those that name no level of the report.
 * @param levels the levels that the report is of
 */
export function saidOfLevel(
  texts: readonly string[],
  level: StudyRegion,
  levels: ReadonlySet<StudyRegion>,
): readonly string[] {
  return texts.map((text) =>
    sentencesWithLevels(text.slice(0, mostCharacters), levels)
      .filter(({ regions }) => regions.length === 0 || regions.includes(level))
      .map((sentence) => sentence.text)
      .join(' '),
  );
}

/**
 * What a report says of its own study: without the parts of sentences that name only other parts of the spine than it
 * shows, or only a study of another kind ("the radiograph was equivocal", in the report of an MRI).
 */
export function saidOfStudy(
  texts: readonly string[],
  { shows, modality }: Study,
): readonly string[] {
  return texts.map((text) =>
    text
      .slice(0, mostCharacters)
      .split(partEnd)
      .filter((part) => {
        const named = [...regionsInText(part), ...regionsNamed(part)];
        const isOfItsParts = named.length === 0 || named.some((region) => shows.includes(region));
        return isOfItsParts && !isOfAnotherKind(part, modality);
      })
      .join(' '),
  );
}

const sentenceEnd = /(?<=[.;!?])\s+|\n+/;
const partEnd = /(?<=[.;!?])\s+|\n+|(?<=,) (?=(?:but|whereas|while|however|though|although)\b)/;

/** What studies are called, by kind. */
const kinds = {
  radiograph: /\b(?:radiograph(?:s|y|ic|ically)?|x-? ?rays?|xrs?|plain films?|films?)\b/i,
  mri: /\b(?:mri|mr|magnetic resonance)\b/i,
  ct: /\b(?:ct|computed tomography|cat scan)\b/i,
  nuclear: /\b(?:bone scans?|spect|scintigra\w+|pet|nuclear)\b/i,
  other:
    /\b(?:emg|ncs|nerve conduction|electromyogra\w+|ultrasound|sonogra\w+|dexa|myelogra\w+)\b/i,
} as const;

/** Whether words name a study of another kind, and none of this one. */
function isOfAnotherKind(words: string, modality: Modality): boolean {
  const own = ownKinds(modality);
  const named = Object.values(kinds).filter((kind) => kind.test(words));
  return named.length > 0 && own.length > 0 && !named.some((kind) => own.includes(kind));
}

function ownKinds(modality: Modality): readonly RegExp[] {
  if (modality === 'radiograph') return [kinds.radiograph];
  if (modality === 'myelography') return [kinds.ct, kinds.other];
  return [
    ...(/MR/.test(modality) ? [kinds.mri] : []),
    ...(/CT/.test(modality) ? [kinds.ct] : []),
    ...(/PET|SPECT|scan/.test(modality) ? [kinds.nuclear] : []),
  ];
}

function sentencesWithLevels(
  text: string,
  levels: ReadonlySet<StudyRegion>,
): readonly LevelSentence[] {
  let underHeading: readonly StudyRegion[] = [];
  return text.split(sentenceEnd).map((sentence) => {
    const heading = /^[\s\p{L}/,&-]{3,60}:/u.exec(sentence)?.[0];
    if (heading !== undefined) underHeading = levelsIn(heading, levels);
    const named = levelsIn(sentence, levels);
    return { text: sentence, regions: named.length > 0 ? named : underHeading };
  });
}

function levelsIn(words: string, levels: ReadonlySet<StudyRegion>): readonly StudyRegion[] {
  return [...regionsInText(words), ...regionsNamed(words)]
    .map(studyRegionOf)
    .filter((region) => levels.has(region));
}
