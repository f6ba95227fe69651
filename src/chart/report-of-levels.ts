import { regionsInText, regionsNamed } from '../terminology/body-sites.ts';
import { studyRegionOf } from '../terminology/study-catalogue.ts';
import type { BodyRegion, StudyRegion } from '../terminology/types.ts';

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

/** What a report says of the parts that its study shows: without the sentences that name other parts of the spine alone. */
export function saidOfParts(
  texts: readonly string[],
  shown: readonly BodyRegion[],
): readonly string[] {
  return texts.map((text) =>
    text
      .slice(0, mostCharacters)
      .split(sentenceEnd)
      .filter((sentence) => {
        const named = [...regionsInText(sentence), ...regionsNamed(sentence)];
        return named.length === 0 || named.some((region) => shown.includes(region));
      })
      .join(' '),
  );
}

const sentenceEnd = /(?<=[.;!?])\s+|\n+/;

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
