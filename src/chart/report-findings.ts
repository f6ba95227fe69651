import { regionsNamed } from '../terminology/body-sites.ts';
import { conditionInWords, conditionOfSpine } from '../terminology/condition-words.ts';
import { mayNameEmergency } from '../terminology/emergency-words.ts';
import { imageFindingsIn, saysAcute } from '../terminology/image-findings.ts';
import { remembering } from '../terminology/remember.ts';
import { sentencesOf } from '../terminology/report-sentences.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';
import { askedFact } from './asked-fact.ts';
import { cite } from './cite.ts';
import { isFuture } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { shortened } from './fields.ts';
import type { ChartDate, ConditionFact } from './types.ts';

/**
 * What the words of a report may find that cannot wait, beside what is read of them as of any note. A fracture is a
 * result of the study itself.
 */
const findings: ReadonlySet<Concept> = new Set<Concept>([
  'aortic-emergency',
  'spinal-neoplasm',
  'spinal-lesion',
  'spinal-infection',
  'cauda-equina-syndrome',
]);

/** Of a fracture it is asked where the report calls it one of now, or unstable. */
const ofBone: ReadonlySet<Concept> = new Set<Concept>([
  'acute-spinal-fracture',
  'compression-fracture',
]);

const harmless =
  /\b(?:hemangiomas?|haemangiomas?|benign|bone islands?|enostos[ie]s|cysts?|cystic|schmorl\w*|unchanged|stable|(?<!acute on )chronic|old|healed|resolved|repaired?|endograft|graft|stent\w*|unlikely)\b/i;

/** A sentence of a report, with what it finds. */
interface Found {
  readonly sentence: string;
  readonly concepts: ReadonlySet<Concept>;
  readonly regions: ConditionFact['regions'];
}

/** The sentences of a report that find something which cannot wait, and do not call it harmless or old. */
function findingsIn(text: string, isOfSpine: boolean): readonly Found[] {
  if (!mayTell(text)) return none;
  return sentencesOf(text.slice(0, 4000)).flatMap(({ text: sentence, isOfAnotherPart }) => {
    if (isOfAnotherPart || !mayTell(sentence) || harmless.test(sentence)) return [];
    const said = conditionInWords(sentence) ?? (isOfSpine ? conditionOfSpine(sentence) : undefined);
    const named = (said?.concepts ?? none).flatMap((one): readonly Concept[] => {
      if (ofBone.has(one)) return saysAcute.test(sentence) ? ['acute-spinal-fracture'] : none;
      return findings.has(one) ? [one] : none;
    });
    const concepts = new Set([...named, ...imageFindingsIn(sentence)]);
    return concepts.size === 0
      ? []
      : [{ sentence, concepts, regions: said?.regions ?? regionsNamed(sentence) }];
  });
}

const ofSpine = remembering((text: string) => findingsIn(text, true));
const ofElsewhere = remembering((text: string) => findingsIn(text, false));

function mayTell(text: string): boolean {
  return (
    mayNameEmergency(text) ||
    /lesion|cauda|marrow|psoas|collection|phlegmon|prevertebral|paravertebral|paraspinal|epidural|compress|collaps|height|wedg|cortical|destruct|destroy|aort|\bcord\b|conus|end ?plate|swelling|permeat|invad|erod|erosi/i.test(
      text,
    )
  );
}

/**
 * What the words of a report of the last weeks find that cannot wait, and an aneurysm of whatever age: it is asked about,
 * and supports nothing.
 * @param shown the levels of the spine that the study shows: its words need not name it; empty for another study
 */
export function reportFindings(
  texts: readonly string[],
  shown: readonly BodyRegion[],
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): readonly ConditionFact[] {
  if (date === undefined || isFuture(date, asOf)) return none;
  const isOld = isLongAgo(date, asOf);
  return texts.flatMap((text) =>
    (shown.length > 0 ? ofSpine : ofElsewhere)(text)
      // An aneurysm does not heal.
      .filter(({ concepts }) => !isOld || concepts.has('aortic-emergency'))
      .map(({ sentence, concepts, regions }) =>
        askedFact(
          concepts,
          regions.length > 0 ? regions : shown,
          date,
          cite(reference, date, shortened(sentence)),
        ),
      ),
  );
}

const none: readonly never[] = [];
