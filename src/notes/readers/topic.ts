import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isStop, type Token } from '../tokens.ts';
import { WordList } from '../word-lists.ts';
import { placesOfSpine, spineRegionsIn } from './place-of.ts';

/**
 * Whether a note that begins with these sentences is about another part of the body or another disease than the
 * spine's: they name one, or its type does, and no part of the spine ("ORTHOPEDICS - KNEE", "Day 9 after a stroke").
 */
export function isAboutElsewhere(sentences: readonly Sentence[], type: string): boolean {
  if (sentences.some(namesSpine)) return false;
  if (explainsLimbs(sentences, type)) return true;
  if (sentences.some((one) => one.has('general-visit'))) return true;
  return sentences.some(isOfOtherPart) && !nameLimb(sentences);
}

/** Whether the title of a note alone says of which organ it is: "CARDIOLOGY", "Pulmonary clinic note". */
export function isTitledElsewhere(sentences: readonly Sentence[]): boolean {
  const [first] = sentences;
  if (sentences.some(namesSpine)) return false;
  if (first === undefined || first.span.start > 0 || first.tokens.length > longestTitle)
    return false;
  return first.tokens.some(({ word }) => specialties.has(word));
}

const longestTitle = 4;
const specialties: ReadonlySet<string> = new Set(
  'cardiology pulmonary pulmonology rheumatology urology nephrology dermatology ophthalmology gastroenterology endocrinology gynecology hepatology allergy'.split(
    ' ',
  ),
);

/** "Hips negative", "no knee pain": a note is not about a part that is in order. */
function isOfOtherPart(sentence: Sentence): boolean {
  // "Surgical history: cholecystectomy" is not what the note is about.
  if (sentence.span.section === 'history' || sentence.span.section === 'family') return false;
  return sentence
    .of('other-part')
    .some(
      (place) =>
        !isInOrder(sentence, place) &&
        !isOfImpact(sentence, place) &&
        !sentence.isDenied(place, [place]),
    );
}

/** "Fell 14 ft onto head and shoulders", "landed on his hip": where somebody was struck, and not what he complains of. */
function isOfImpact({ tokens }: Sentence, { from }: Place): boolean {
  const before = tokens.slice(Math.max(0, from - mostToImpact), from).map(({ word }) => word);
  const at = before.findLastIndex((word) => striking.has(word));
  return at >= 0 && before.slice(at + 1).every((word) => besideImpact.test(word));
}

const mostToImpact = 7;
const striking: ReadonlySet<string> = new Set('onto landed landing striking struck hit'.split(' '));
const besideImpact =
  /^(?:on|onto|against|the|his|her|my|a|an|and|both|left|right|l|r|head|face|neck|back|buttocks?|shoulders?|side|hands?|outstretched|[/&,])$/;

function isInOrder({ tokens }: Sentence, { from, to }: Place): boolean {
  const before = tokens.slice(Math.max(0, from - 2), from);
  const behind = tokens.slice(to, to + 4);
  const end = behind.findIndex((token) => isStop(token) || endsPart.has(token.word));
  return [...before, ...(end === -1 ? behind : behind.slice(0, end))].some(({ word }) =>
    inOrder.has(word),
  );
}

const endsPart: ReadonlySet<string> = new Set(['with', 'but', 'and', 'after', 'despite']);
const inOrder: ReadonlySet<string> = new Set(
  'negative neg normal normally nl wnl unremarkable intact clear ok okay fine benign'.split(' '),
);

/** Whether a note that begins so is about what weakens a limb of itself: what a stroke does to one is of the stroke. */
export function explainsLimbs(sentences: readonly Sentence[], type: string): boolean {
  return ofOtherParts.test(type) || sentences.some((one) => one.has('other-cause'));
}

/** Those who write these look at one part of the body, and none of the spine. */
const ofOtherParts =
  /\b(?:hand\b|headache|migraine|stroke|vascular.surg|podiatr|dental|dentist|dermatolog|ophthalmolog|optometr|audiolog|otolaryngolog|ent\b)/i;

const limbs = ['limb', 'leg-muscle', 'arm-muscle'] as const;

/** Whether a limb is named that a nerve may fail; the ankle of "ankle sprain" is none, in whatever sentence of them. */
function nameLimb(sentences: readonly Sentence[]): boolean {
  const parts = new Set(
    sentences.flatMap((one) => one.of('other-part').flatMap((place) => wordsAt(one, place))),
  );
  return sentences.some((one) =>
    limbs.some((kind) =>
      one.of(kind).some((place) => wordsAt(one, place).some((word) => !parts.has(word))),
    ),
  );
}

function wordsAt({ tokens }: Sentence, { from, to }: Place): readonly string[] {
  return tokens.slice(from, to).map(({ word }) => word);
}

/** Whether a sentence itself names the spine or a level of it; a limb alone does not. */
export function namesSpine(sentence: Sentence): boolean {
  const all = { from: 0, to: sentence.tokens.length };
  const isNamed = sentence.has('spine') || sentence.has('op-stimulator');
  return isNamed || spineRegionsIn(sentence, all).length > 0;
}

/** Whether a sentence tells of a pain of spine or limbs or of an illness of the spine, or names a vertebra. */
export function complainsOfSpine(sentence: Sentence): boolean {
  const isOfSpine = namesSpine(sentence);
  if (isOfSpine && sentence.hasOf(illnesses)) return true;
  const { tokens } = sentence;
  const places = isOfSpine
    ? [...placesOfSpine(sentence), ...sentence.of('limb')]
    : sentence.of('limb');
  if (places.some(({ from, to }) => isPlainName(tokens.slice(from, to)))) return true;
  if (!sentence.hasOf(pains)) return false;
  return places.some(
    (place) =>
      tokens
        .slice(Math.max(0, place.from - mostToPain), place.to + mostToPain)
        .some(({ word }) => pains.has(word)) && !sentence.isDenied(place),
  );
}

/** "L5", "low back": the back of "came back" is none of a spine. */
function isPlainName(words: readonly Token[]): boolean {
  const [first, second] = words;
  return (
    vertebra.test(first?.word ?? '') ||
    first?.word === 'low' ||
    (first?.word === 'lower' && second?.word === 'back')
  );
}

const vertebra = /^(?:c[2-8]|t\d{1,2}|l[1-5]|s1)$/;

const pains = new WordList(
  'pain pains painful ache aches aching stiff stiffness sore soreness spasm spasms hurt hurts hurting bad threw injury injured strain sprain numb numbness tingling radiates radiating burn burning burns weak weakness symptoms discomfort',
);
const mostToPain = 4;

const illnesses = new WordList(
  'lbp backache lumbago lumbalgia cervicalgia sciatica whiplash clinic stenosis radiculopathy radiculopathies radicular radiculitis herniated herniation herniations bulge bulges bulging protrusion protrusions extrusion spondylosis spondylolisthesis spondylotic degenerative ddd myelopathy myelopathic scoliosis kyphosis laminectomy laminectomies laminotomy fusion fused discectomy microdiscectomy decompression foraminotomy epidural esi facet compression fracture fractures arthrodesis metastasis metastases metastatic cord discitis osteomyelitis abscess mri surgeon therapy coordinator triage',
);

/** Whether a text names a complaint or an illness of the spine in words that name nothing else. */
export function namesComplaintOfSpine(text: string): boolean {
  return complaintOfSpine.test(text);
}

const complaintOfSpine =
  /(?<!\b(?:no|denies|denied|without|for|or|any|denying)\s(?:any |chronic |low |lower |upper |mid )?)\b(?:(?:back|neck|spine|spinal|lumbar|cervical|thoracic|sciatic|radicular|axial|buttock|tailbone|coccyx|si joint|sacroiliac)[- ](?:and (?:left |right |bilateral |leg |arm |back |neck |shoulder )*)?(?:pain|ache|aching|spasm|strain|sprain|injury|stiffness|complaint|symptom|radicul|stenosis|disc|spondyl|fusion|laminectomy|herniation|discomfort|tenderness|decompress)\w*|low(?:er)?[- ]back|backache|lbp|clbp|lumbago|sciatica|radiculopathy|radiculitis|hnp|disc (?:herniat|bulg|protrus|extrus)\w*|herniated (?:disc|disk|nucleus)|myelopath\w*|spondylo\w*|(?:lumbar|spinal|foraminal|central canal) stenosis|pain (?:in|of|across|down|from) (?:the |his |her |my )?(?:low(?:er)? |upper |mid )?(?:back|neck|spine|tailbone)|(?:back|neck) (?:\w+ ){0,3}?(?:hurts?|hurting|aches?|aching|on fire|killing)|[ctl]\d{1,2} (?:tender|tenderness|ttp|pain)|(?:tender|tenderness) (?:to percussion |right |directly |just )?(?:over|at|on|of|along) (?:the )?(?:[ctl]\d|spinous|spine|vertebra)\w*|(?:compression|vertebral) fracture|laminectom\w*|(?:micro)?dis[ck]ectom\w*|acdf|[tpax]lif|spinal fusion|l[1-5]-?l?[2-5]?\b|c[3-7]-?c?[4-7]\b|t1?\d-?(?:t?1?\d|l1)?\b)\b/i;

/** Documents of those who look after spines, and of therapists. */
export const ofSpineCare =
  /\b(?:spin(?:e|al)|neurosurg|neurolog|chiro|pain|pt|physio|physical.therap|rehab|physiat|pm ?& ?r|ortho|osteopath)/i;

/** Whether a note that begins with these sentences tells of a visit by telephone or video. */
export function isOfRemoteVisit(sentences: readonly Sentence[]): boolean {
  return sentences.some((one) => {
    const [place] = one.of('remote');
    return place !== undefined && !one.has('in-person') && one.doubtAt(place) === undefined;
  });
}

/** Whether a note is one of physical or chiropractic therapy, by its type. */
export function isOfTherapy(type: string): boolean {
  return /\b(?:pt|physical.therap(?:y|ist)|physio(?:therapy|therapist)?|chiropract(?:ic|or)|chiro|osteopath(?:ic|y)?)\b/i.test(
    type,
  );
}
