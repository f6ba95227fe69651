import lists from './data/rules/lists.json' with { type: 'json' };
import sections from './data/sections.json' with { type: 'json' };
import context from './data/words/context.json' with { type: 'json' };
import examination from './data/words/examination.json' with { type: 'json' };
import films from './data/words/films.json' with { type: 'json' };
import places from './data/words/places.json' with { type: 'json' };
import weakness from './data/words/weakness.json' with { type: 'json' };
import type { Place, SentenceWords } from './sentence-words.ts';
import { isStop, type Token } from './tokens.ts';
import { normal, sign } from './words.ts';

/** Sections that hold nothing of the patient's now. */
const { instructions: _, family: __, ...told } = sections;

/** Words that say nothing of what stands behind them. */
const empty =
  'the a an of for in on to with and at by from this that is was are were be been not no per it we i you your any all if what when who which as out down up off over under away also along alone about across ago again against ask because become before behind below between but call calling can cannot come could did do either end even expected explained find found front full get getting give given go goal going gone good got great hard has have held here hike hold hope into its just keep kept last list long look lot made make making may maybe mean meaning measure might more move much must need needed never next nothing once only other our own pick possible program programme protocol proud purpose put read really reason remain risk rule ruled run running said same say shall should show showed showing shown some star stay step still stop stopped sure take target tell template test than thing think those through till time too total training turn turned type until use used useful useless way went where will without work would write wrote yet anything apply law letter message picture passage poison panic panorex private reach reading recommend recommendation request required requiring rooting screening stage station structure suggestion support supported survey term world wrong aim aiming ';

const ofBody = [
  'bladder-or-bowel',
  'sacral-place',
  'movement',
  'vertebra-place',
  'spine-complaint',
  'cancer',
  'spine-surgeon',
] as const;

/** Words of headings, of the body, of what is examined, treated and seen, of persons and of times. */
const understood: ReadonlySet<string> = new Set(
  [
    ...[told, examination, films, places, weakness].flatMap((topic) => Object.values(topic)),
    ...ofBody.map((name) => lists[name]),
    context.current,
    context['new-statement'],
    context.informant,
    'q obj motricity injuries pr md fever overnight clinically disp principal feature n portion curbside genitourinary aaa mvc subj sub subjetive subjective proc procedere posted agreed timeline rec telegram umn myelopathic employee employer doi date ros pocus rooming pacemaker device watchman adl dr attending name comment const adi examined tested planned listed booked outcome trial contraindication rn np stenosis claudication lesi esi injection block therapist provider brief issue problem concern ward floor home bedside room unit staff nurse complaint spoke sport age level grade score pattern or sbar md free us listed asked case called done so far tried trialed trialled taken attempted completed past prior previous conservative failed facts synopsis chronology',
  ]
    .flatMap((list) => list.toLowerCase().match(/[a-z]+/g) ?? [])
    .map(normal),
);
const saysNothing: ReadonlySet<string> = new Set(empty.split(' '));

/** What a heading is of that says nothing of the patient, whatever else it names. */
const ofNobody: ReadonlySet<string> = new Set(
  'protocol template example sample rule policy criteria criterion guideline guidance consent handout precaution precautions instruction instructions education teaching slide lecture algorithm pathway standard macro smartphrase leaflet flyer brochure pamphlet poster reminder prompt legend key disclaimer hypothetical contingency worst box boxes checkbox necessity requirement coverage exclusion inclusion eligibility if ifs'.split(
    ' ',
  ),
);

/** Behind these something may be told of the patient all the same: "ASAP if possible: R foot drop", "precautions: both legs weak". */
const mayBeOfPatient: ReadonlySet<string> = new Set(
  'if ifs precaution precautions contingency worst reminder prompt requirement necessity box boxes checkbox'.split(
    ' ',
  ),
);

/** Words for what would be an emergency, in heads: "Red flags:". */
const ofSignals: ReadonlySet<string> = new Set(
  'red flag warning alarm danger sign symptom'.split(' '),
);

/** Words beside them with which they are those of the patient: "Red flags noted:", "red flags per triage:". */
const ofPatients: ReadonlySet<string> = new Set(
  'questionnaire form intake survey tool answer response ros exam triage history hx subjective objective hpi assessment impression finding findings concern screen screening screened review checklist question present positive negative noted found reported report endorsed identified elicited admitted denied denies none today now new current currently pt patient he she caller ed visit any no yes since onset for cauda equina spine spinal back neuro neurologic neurological motor sensory cancer infection fracture medical clinical identified asked checked assessed considered sx absent pertinent other associated'.split(
    ' ',
  ),
);

/** So many words at most head what stands behind a colon. */
const longestHead = 8;

/**
 * Whether a place stands behind a colon, and no word before the colon says what it heads: "Army standard: …",
 * "RTED: …". Nobody knows then whether it is of the patient.
 */
export function isUnderUnknownHead(words: SentenceWords, place: Place): boolean {
  return headOf(words, place) === 'unknown';
}

/** Whether the head names what is of nobody: "Teaching sheet: …", "Protocol for adults: …". */
export function isUnderHeadOfNobody(words: SentenceWords, place: Place): boolean {
  return headOf(words, place) === 'nobody';
}

function headOf({ span, tokens }: SentenceWords, place: Place): 'nobody' | 'unknown' | undefined {
  if (span.section === 'denied') return undefined;
  let colon = place.from - 1;
  while (colon > 0 && tokens[colon]?.word !== ':') colon -= 1;
  if (colon <= 0) return undefined;
  const first = tokens[colon - 1];
  // "At 10:40", "T 38:2".
  if (first === undefined || (first.signs & sign.digit) !== 0) return undefined;
  // "Whiplash? No: dove off a dock" answers.
  if (tokens.slice(0, colon).some(({ word }) => word === '?')) return undefined;
  const isCondition = opensCondition(tokens, colon + 1);
  let words = 0;
  for (let at = colon - 1; at >= 0 && !isEnd(tokens, at); at -= 1) {
    const { word, signs } = tokens[at] ?? first;
    if ((signs & sign.digit) !== 0) return undefined;
    if ((signs & sign.word) === 0) continue;
    if (ofNobody.has(word)) return mayBeOfPatient.has(word) && !isCondition ? 'unknown' : 'nobody';
    words += 1;
    if (words > longestHead) return undefined;
    if (!saysNothing.has(word) && understood.has(word)) return undefined;
  }
  if (words === 0) return undefined;
  if (words === 1 && isShort(first) && deniers.has(tokens[colon + 1]?.word ?? '')) return undefined;
  return isCondition ? 'nobody' : 'unknown';
}

/** "RF: no fever, no incontinence": behind an abbreviation a list of what the patient has not. */
function isShort({ word }: Token): boolean {
  return word >= 'a' && word.length <= mostOfAbbreviation;
}

const mostOfAbbreviation = 3;
const deniers: ReadonlySet<string> = new Set(
  'no denie denies denied neg negative without'.split(' '),
);

/** "PRN: if numbness or incontinence", "precautions: go to ED for numbness" wait for what may come. */
function opensCondition(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  if (word === 'if') return !spokenOf.has(tokens[at + 1]?.word ?? '');
  return sending.has(word);
}

const sending: ReadonlySet<string> = new Set('go call return seek come'.split(' '));

/** Behind "if" these may tell what is so: "if I stand, my legs give way". */
const spokenOf: ReadonlySet<string> = new Set(
  'i he she pt patient they we you my his her'.split(' '),
);

/**
 * Whether a place stands behind a colon and a head that says of warning signs what was done with them: "Red flags printed:",
 * "warning signs on AVS:". They are to be watched for.
 */
export function isUnderWarningHead({ span, tokens }: SentenceWords, place: Place): boolean {
  if (span.section === 'denied' || !tokens.slice(0, 2).some(({ word }) => openers.has(word)))
    return false;
  const colon = tokens.findIndex(({ word }) => word === ':');
  if (colon < 2 || colon > longestHead || colon >= place.from) return false;
  const head = tokens.slice(0, colon).map(({ word }) => word);
  if (!head.some((word) => word === 'flag' || word === 'sign' || word === 'symptom')) return false;
  const others = head.filter((word) => word >= 'a' && !ofSignals.has(word) && !joining.has(word));
  // "Red flags texted to the patient".
  const isHanded = head.some((word, at) => word === 'to' && listeners.has(head[at + 1] ?? ''));
  return others.length > 0 && (isHanded || !others.some((word) => ofPatients.has(word)));
}

const listeners: ReadonlySet<string> = new Set(
  'pt patient him her the family wife husband'.split(' '),
);

const openers: ReadonlySet<string> = new Set(['red', 'warning', 'alarm', 'danger']);
const joining: ReadonlySet<string> = new Set('the a of on in to by with per and via as'.split(' '));

/** "Exam by Dr. Petty: …" goes on behind the dot. */
function isEnd(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word;
  return isStop(tokens[at]) && word !== ',' && word !== ')' && tokens[at - 1]?.word !== 'dr';
}
