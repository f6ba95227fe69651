import { vertebraWord } from './between-words.ts';
import { standingOf } from './standing.ts';
import type { Concept } from './types.ts';
import {
  hasAny,
  last,
  type Mention,
  mentionsOf,
  pause,
  phraseList,
  type Word,
  wordsOf,
} from './words.ts';

/** What images show that cannot wait: a part of the body, and what is wrong with it within a few words. */
interface ImageFinding {
  readonly parts: readonly string[];
  readonly states: readonly string[];
  readonly concept: Concept;
  /** A vertebra stands for the part. */
  readonly isOfVertebra?: true;
  /** What else its sentence has to say. */
  readonly onlyWith?: RegExp;
}

/** A fracture that a report calls one of now, or unstable. */
export const saysAcute =
  /\b(?:acute|burst|dens|odontoid|retropuls\w*|unstable|dislocat\w*|(?:jumped|perched|locked) facets?|chance|flexion[- ]distraction|teardrop|hangman\w*|jefferson)\b/i;

/** One that broke since the film before. */
const saysNew =
  /^(?!.*\b(?:pars|isthmi\w*|stress|roots?|nerves?|cord|thecal|canal|foram\w*|dis[ck] (?:space )?(?:height|narrowing|heights)|loss of dis[ck])\b).*\b(?:acute|subacute|new|newly|recent|interval|since|not (?:present|seen) (?:on|in)|(?:marrow|bone) (?:edema|oedema)|retropuls\w*|dens|odontoid)\b/is;

const findings: readonly ImageFinding[] = [
  {
    parts: phraseList('aorta, aortic, infrarenal'),
    states: phraseList(
      `aneurysmal, intimal flap, dissection flap, intramural hematoma, intramural haematoma, penetrating ulcer, penetrating atherosclerotic ulcer, rupture, ruptured, leak, leaking, extravasation,
      periaortic hematoma, pseudoaneurysm, aneurysmal dilatation, aneurysmal dilation, false lumen, dissected`,
    ),
    concept: 'aortic-emergency',
  },
  {
    parts: phraseList('cord, conus, spinal cord, conus medullaris'),
    states: phraseList(
      `edema, oedema, swelling, swollen, expansile, expansion, expanded, hyperintense, hyperintensity, signal abnormality, abnormal signal, signal change, signal changes, altered signal, increased signal, high signal, t2 signal, bright signal, contusion,
      contused, flattening, flattened, flattens, deformed, deformity, deforming, compressed, compression, compresses, compressing, impingement, impinging, impinges, infarct, infarction, hemorrhage, haemorrhage, hematoma, haematoma, lesion, mass,
      myelomalacia, transection, transected`,
    ),
    // Of a cord that suffers it is asked whether it has weakened the legs.
    concept: 'bilateral-leg-weakness',
  },
  {
    parts: phraseList('endplate, endplates, end plate, end plates'),
    states: phraseList(
      'destruction, destroyed, destructive, erosion, erosions, erosive, eroded, irregular destruction',
    ),
    concept: 'spinal-infection',
  },
  {
    parts: phraseList(
      'prevertebral, paravertebral, paraspinal, psoas, intradiscal, epidural, disc space, disk space',
    ),
    states: phraseList(
      'swelling, phlegmon, collection, collections, rim enhancing, abscess, abscesses, inflammation, inflammatory change, inflammatory changes, inflammatory stranding, phlegmonous',
    ),
    concept: 'spinal-infection',
  },
  {
    parts: phraseList(
      'vertebra, vertebrae, vertebral body, vertebral bodies, vertebral, sacrum, pedicle, pedicles, spinous process, posterior elements',
    ),
    states: phraseList(
      `destruction, destroyed, destructive, permeative, moth eaten, invading, invades, invasion, invaded, eroding, erodes, eroded, replaced by, replacing, infiltration, infiltrating, infiltrated, marrow replacing, expansile, blastic, lytic`,
    ),
    isOfVertebra: true,
    concept: 'spinal-neoplasm',
  },
  {
    parts: phraseList(
      'dens, odontoid, endplate, endplates, end plate, end plates, vertebra, vertebrae, vertebral body, vertebral bodies, pedicle, lamina, facet, spinous process, transverse process',
    ),
    states: phraseList(
      'fracture, fractures, fractured, fracture line, compression, compressed, collapse, collapsed, height loss, loss of height, wedging, cortical break, cortical disruption',
    ),
    isOfVertebra: true,
    onlyWith: saysNew,
    concept: 'acute-spinal-fracture',
  },
];

const slight = phraseList('mild, mildly, minimal, minimally, slight, slightly, trace');
const negators = phraseList('no, not, without, negative, free of, absence of');
/** Between a part and its state. */
const near = 7;
/** Of another part of the same name, or what wears out. */
const otherwise = phraseList(
  'spermatic, vocal, umbilical, nuchal, degenerative, modic, schmorl, schmorls, erosive osteoarthritis, hemangioma, electrode, stimulator, wallet, cords',
);

const mayTell =
  /aort|infrarenal|\bcord\b|conus|end ?plate|vertebra|psoas|epidural|dis[ck] space|\b[ctl]\d|paraspin|sacrum|pedicle|\bdens\b|odontoid|facet|lamina\b|process\b/i;

/** What a sentence of a report finds by a part and its state, where its words neither deny it nor call it of before. */
export function imageFindingsIn(sentence: string): readonly Concept[] {
  if (!mayTell.test(sentence)) return none;
  const words = wordsOf(sentence);
  if (hasAny(words, otherwise)) return none;
  const found = findings.flatMap((one) =>
    one.onlyWith?.test(sentence) !== false &&
    mentionsOf(words, one.states).some((mention) => isOfPart(mention, one))
      ? [one.concept]
      : [],
  );
  return isWideAorta(sentence) ? [...found, 'aortic-emergency'] : found;
}

function isOfPart(mention: Mention, { parts, isOfVertebra }: ImageFinding): boolean {
  const beside = [...last(mention.before, near), '.', ...mention.after.slice(0, near)];
  const isThere = hasAny(beside, parts) || (isOfVertebra === true && beside.some(isVertebra));
  if (!isThere) return false;
  if (hasAny(last(mention.before, 4), slight)) return false;
  const said = standingOf(mention, true);
  if (said !== 'unclear') return said === 'there';
  const { before } = mention.marked;
  return !hasAny(before.slice(before.lastIndexOf(pause) + 1), negators);
}

function isVertebra(word: Word): boolean {
  return vertebraWord.test(word);
}

const ofAorta = `(?:(?:the|abdominal|infrarenal|suprarenal|thoracic|descending|ascending|distal|proximal|native) )*aorta`;
const toAmount = String.raw`[\s,:(]*(?:(?:is|was|measures?|measuring|measured|of|at|up|to|in|its|the|maximal|maximum|max|greatest|caliber|calibre|diameter|dilated|ectatic|aneurysmal|transverse|ap|about|approximately|approx|size|enlarged|with|a|mid|distal)[\s,:(]+)*`;
const amount = String.raw`(\d+(?:\.\d+)?)\s*(?:x\s*\d+(?:\.\d+)?\s*)?(cm|mm)\b`;
const aortaThenAmount = new RegExp(`\\b${ofAorta}\\b${toAmount}${amount}`, 'i');
const amountThenAorta = new RegExp(`${amount}\\s+(?:(?:wide|dilated|ectatic) )?${ofAorta}\\b`, 'i');

/** Three centimetres are an aneurysm below the diaphragm, four and a half above. */
function isWideAorta(sentence: string): boolean {
  const found = aortaThenAmount.exec(sentence) ?? amountThenAorta.exec(sentence);
  if (found === null) return false;
  const [text, number = '', unit = ''] = found;
  const centimetres = Number(number) / (unit.toLowerCase() === 'mm' ? 10 : 1);
  return centimetres >= (/thoracic|ascending|descending/i.test(text) ? 4.5 : 3);
}

const none: readonly never[] = [];
