import { areOfTheStudy } from './report-vocabulary.ts';
import { type Word, wordsOf } from './words.ts';

/** That a study shows less than it should. */
const limits: ReadonlySet<Word> = new Set(
  `limit limits limited limiting limitation limitations insensitive insensitivity sensitivity sensitive reduce reduces reduced reducing decrease decreases decreased degrade degrades degraded obscure obscures
  obscured suboptimal suboptimally hamper hampers hampered impair impairs impaired hinder hinders hindered difficult difficulty constrained compromises compromised lower lowers incomplete incompletely poor poorly
  missed miss overlooked occult underestimate`.split(/\s+/),
);

/** What makes it so, and what may be done about it. */
const causes: ReadonlySet<Word> = new Set(
  `osteopenia osteopenic osteoporosis osteoporotic demineralization demineralisation demineralized demineralised mineralization overlying bowel gas stool feces soft tissue tissues body habitus obesity large patient
  positioning position technique penetration underpenetration exposure rotation motion artifact artifacts artefact hardware shadow shadows diaphragm shoulders superimposed superimposition overlap diffuse marked markedly
  significant significantly due secondary because owing despite given considering allowing setting context however although though since nondisplaced hairline cannot excluded exclude detect detecting further
  clinically indicated if consider considered recommend recommended cross sectional advanced suspicion high persistent pain persists clinical concern when degree extent known background portable`.split(
    /\s+/,
  ),
);

const ofLimits =
  /\b(?:within (?:the )?(?:limits|limitations|constraints) of|given|allowing for|considering|in (?:the )?(?:setting|context|presence|background) of|despite|(?:although |though |but )?(?:limited|degraded|obscured|hampered|reduced) (?:by|due to|because of|secondary to|from))\b[^.;,]*/gi;

/** Whether all words of a part tell how well something could be seen, and why. */
function isOfLimits(part: string): boolean {
  const words = wordsOf(part).filter((word) => word !== '.');
  return (
    words.some((word) => limits.has(word) || causes.has(word)) &&
    areOfTheStudy(words.filter((word) => !limits.has(word) && !causes.has(word)))
  );
}

/** Whether a part says outright that less is seen. */
function isLimiting(part: string): boolean {
  return wordsOf(part).some((word) => limits.has(word));
}

/** What may be a broken bone itself, where nothing ahead says that it would be missed. */
const findings: ReadonlySet<Word> = new Set(
  `fracture fractures fractured fx deformity deformities collapse collapsed lesion lesions lucency lucencies defect defects abnormality abnormalities abnormal irregularity irregular erosion erosions step widening
  displaced narrowing infection edema uptake enhancement retropulsion destruction`.split(/\s+/),
);
/** "Insensitive for fractures", "may miss a fracture". */
const ahead: ReadonlySet<Word> = new Set(
  'for of to detect detecting detection exclude excluding miss missed mask obscure occult nondisplaced hairline subtle'.split(
    ' ',
  ),
);

/** Whether a part tells of a finding, and not only of one that would not be seen. */
function tellsOfFinding(part: string): boolean {
  const words = wordsOf(part);
  return words.some(
    (word, at) =>
      findings.has(word) && !words.slice(Math.max(0, at - 4), at).some((one) => ahead.has(one)),
  );
}

const partEnds = /(?<=[.;,])\s+|\s+(?=\b(?:however|but|although|though)\b)|\n+/i;

/** A report without what it says of how well the images show what they should; undefined where it says nothing of that. */
export function withoutLimits(text: string): string | undefined {
  if (!mayLimit.test(text)) return undefined;
  let isLimited = false;
  const isToldOfLimits = (part: string): boolean =>
    isOfLimits(part) && isLimiting(part) && !tellsOfFinding(part);
  const rest = text
    .split(partEnds)
    .filter((part) => {
      if (!isToldOfLimits(part)) return true;
      isLimited = true;
      return false;
    })
    .map((part) =>
      part.replaceAll(ofLimits, (said) => {
        if (!isOfLimits(said) || tellsOfFinding(said)) return said;
        isLimited = true;
        return ' ';
      }),
    );
  return isLimited ? rest.join(' ') : undefined;
}

const mayLimit =
  /limit|sensitiv|reduc|decreas|degrad|obscur|suboptimal|hamper|impair|hinder|difficult|compromis|incomplet|poor|miss|occult|osteopeni|mineraliz|given|allowing|considering|despite/i;
