import { putsPainElsewhere } from '../terminology/elsewhere.ts';
import {
  boundedScore,
  isPainScoreName,
  type PainScale,
  painOutOfTen,
  painScaleOf,
  scoreInWords,
  scoreOfAnswer,
} from '../terminology/observations.ts';
import { ofConcept } from './codeable-concept.ts';
import { type Fields, fieldsOf, firstMeaning, listOf, textOf, wordsOf } from './fields.ts';
import { evidenceOf, isOfJointOrTrunk, type Measure, numberOf, placeOf } from './measures.ts';
import type { ChartDate, PainScoreFact, PainSite } from './types.ts';

/** A pain score on the scale 0 to 10. */
export function painScoreFact(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): PainScoreFact | undefined {
  const scale = scaleNamed(measure.code) ?? scaleOfPanel(measure);
  return scale === undefined ? undefined : scoreFact(scale, measure, reference, date);
}

/** The pain scale that a code names, else that its name does. */
const scaleNamed = ofConcept(
  (concept): PainScale | undefined =>
    firstMeaning(concept, painScaleOf) ??
    (isPainScoreName(wordsOf(concept)) ? zeroToTen : undefined),
);

const zeroToTen: PainScale = { maximum: 10 };

/** In an assessment of pain a component that names no more than a place is its score there: "Leg pain: 9". */
function scaleOfPanel({ panel, words }: Measure): PainScale | undefined {
  if (panel === undefined || !assessesPain.test(panel.words)) return undefined;
  return namesOnlyPlace.test(words) ? zeroToTen : undefined;
}

const assessesPain =
  /\bpain (?:assessment|scores?|scales?|rating|severity|intensity|level|nrs|vas)\b/i;
const namesOnlyPlace =
  /^(?:(?:left|right|l|r|bilateral|lower|low|upper|mid) )*(?:back|legs?|arms?|neck|buttocks?|thighs?|calf|foot|hip|knee|shoulder|head|abdomen)(?: pain)?$/i;

function scoreFact(
  scale: PainScale,
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): PainScoreFact | undefined {
  const told = scoreOn(scale, measure.fields);
  if (told === undefined || isNotedOfThen(measure)) return undefined;
  const comparator = textOf(fieldsOf(measure.fields.valueQuantity)?.comparator);
  const site = painSiteOf(measure);
  const { limb } = placeOf(measure);
  const { score, bound } = boundedScore(told, comparator);
  // Written out: most scores have no more, and putting one together from optional parts takes many times as long.
  const evidence = evidenceOf(measure, reference, date);
  const limbSide = limb.limb === undefined ? undefined : (limb.side ?? 'unknown');
  if (bound === undefined && site === undefined && limbSide === undefined)
    return { score, date, evidence };
  return {
    ...{ score, date, evidence },
    ...(bound === undefined ? {} : { bound }),
    ...(site === undefined ? {} : { site }),
    ...(limbSide === undefined ? {} : { limbSide }),
  };
}

/** Where it hurts: a limb stands for the level whose nerves serve it, a joint of it for itself. */
function painSiteOf(measure: Measure): PainSite | undefined {
  if (isOfJointOrTrunk(measure) || isNotedElsewhere(measure)) return 'elsewhere';
  const { limb, regions } = placeOf(measure);
  const { words, code, bodySite } = measure;
  const isUnknown = namesUnknownPlace(code) || (bodySite !== undefined && isUnknownSite(bodySite));
  if (regions.length > 0) {
    if (limb.limb === undefined) return regions;
    // A pain of a limb may have a cause of its own: "Big toe pain (gout)", "heel".
    return isUnknown || isOfEndAlone(`${words} ${wordsOf(bodySite)}`) ? 'unknown' : regions;
  }
  if (isUnknown) return 'unknown';
  // "Back", "radicular pain": a site that leaves no more open than none.
  if (bodySite === undefined) return undefined;
  return /[a-z]/i.test(wordsOf(bodySite)) ? undefined : 'unknown';
}

/** The foot or the hand, and no more of the limb that a root serves. */
function isOfEndAlone(words: string): boolean {
  return ofEnd.test(words) && !ofMore.test(words);
}

const ofEnd = /\b(?:foot|feet|toes?|heels?|sole|hands?|fingers?|thumbs?)\b/i;
const ofMore =
  /\b(?:legs?|lower extremit\w*|[lr]le|thighs?|cal(?:f|ves)|arms?|forearms?|upper extremit\w*|[lr]ue|back|neck|radi\w*|shoot\w*|down|into|sciatic\w*|nerve|root|[lsc]\d|dermatom\w*)\b/i;

/** "Heel pain score", "pain score during IV placement": what the name says beside the scale nobody here knows as the spine's. */
const namesUnknownPlace = ofConcept(
  (concept) => fieldsOf(concept)?.text !== undefined && !isKnown(wordsOf(concept)),
);

const isUnknownSite = ofConcept((site) => !isKnown(wordsOf(site)));

function isKnown(words: string): boolean {
  return words
    .toLowerCase()
    .split(/[^a-z]+/)
    .every((word) => word.length <= 2 || ofScales.has(word));
}

/** What pain scales are called, and how and when pain is asked for on them. */
const ofScales: ReadonlySet<string> = new Set(
  `pain pains ache score scores scale scales severity intensity rating ratings rated rate level levels nrs nprs vas vrs bpi peg numeric numerical numbers number verbal visual analog analogue graphic
  reported report self patient observed assessment assessed measure measurement value result total overall general current currently present now today worst least best average mean usual typical highest lowest max maximum minimum
  last past previous hours hour week weeks day days month rest resting activity movement moving walking standing sitting motion night morning evening with without after before the and for from has had out ten zero faces wong baker defense veterans dvprs flacc
  radicular radiating shooting axial leg legs arm arms back neck buttock limb right left both side bilateral lower upper low mid spine spinal lumbar cervical thoracic sciatica nerve symptom symptoms vital sign signs adult acute chronic of medication meds admission arrival discharge visit initial intake triage clinic
  extremity extremities limbs thigh thighs calf calves shin foot feet sole toe toes big great hand hands finger fingers thumb forearm buttocks hip outer inner lateral medial anterior posterior posterolateral dermatome dermatomal
  distribution pattern root radiculopathy sciatic radiates radiation radicular down into along below dominant predominant lle rle lue rue structure entire region area part aspect side body pain's burning tingling numbness sharp stabbing
  lbp its was were been are you your when how much bad what rate please use using describe feel felt experienced this that they their her his`.split(
    /\s+/,
  ),
);

/** The note on a score names another part of the body: "headache". */
function isNotedElsewhere({ fields, panel }: Measure): boolean {
  const note = fields.note ?? panel?.fields.note;
  return (
    note !== undefined && listOf(note).some(({ text }) => putsPainElsewhere(textOf(text) ?? ''))
  );
}

/** The note on a score says that it was one of another time, or gives another one for now: "worst ever; now 4/10". */
function isNotedOfThen({ fields, panel }: Measure): boolean {
  const note = fields.note ?? panel?.fields.note;
  return note !== undefined && listOf(note).some(({ text }) => ofThen.test(textOf(text) ?? ''));
}

const ofThen =
  /\b(?:now|currently|today|at present|this (?:am|morning|visit)|down to|improved to|better,?) (?:is |only |about |around |at |down to |a )?(?:10|\d)(?:\.\d)?(?:\s?\/\s?10)?(?![\d/])|\bworst (?:pain )?(?:ever|in (?:his |her |my |their )?life|of (?:his |her |my |their )?life|last|in (?:the )?past)|\b(?:ever in|before (?:meds?|medication|treatment|injection|surgery|toradol|ketorolac)|(?:last|previous) (?:month|year|visit)|months? ago|years? ago|on (?:day of )?(?:injury|onset)|at onset)\b/i;

/** The score as a number, as a coded answer, or written out ("9/10"), on the scale 0 to 10. */
function scoreOn(scale: PainScale, fields: Fields): number | undefined {
  const value = numberOf(fields);
  if (value !== undefined) {
    const quantity = fieldsOf(fields.valueQuantity);
    return painOutOfTen(scale, value, textOf(quantity?.code) ?? textOf(quantity?.unit));
  }
  const coded = firstMeaning(fields.valueCodeableConcept, scoreOfAnswer);
  if (coded !== undefined) return coded;
  const said = scoreInWords(textOf(fields.valueString) ?? wordsOf(fields.valueCodeableConcept));
  if (said === undefined) return undefined;
  if (said.of === undefined) return painOutOfTen(scale, said.value, said.unit);
  return said.value > said.of ? undefined : (said.value * 10) / said.of;
}
