import { withoutPlaces } from './denial-words.ts';
import { remembering } from './remember.ts';
import { hasAny, last, type Mention, phraseList, type Word } from './words.ts';

/** Of old, repaired, or named for another purpose: a warning, a precaution, a test, a brace. */
const oldBefore = phraseList(
  'old, chronic, congenital, longstanding, long standing, healed, healing, aftercare, nonunion, malunion, delayed union, remote, former, residual, postpolio, post polio, if, monitor, monitor for, monitoring, monitoring for, watch for, watching for, look out for, alert for, hardware, screen for, screening, repaired',
);

const otherPurposes = phraseList(
  `old, chronic, congenital, longstanding, healed, repaired, repair, sequela, sequelae, risk, risks, warning, warnings, precaution, precautions, discussed, reviewed, screening, screen, screened,
  childhood, child, polio, birth, clinic, brace, splint, orthosis, normal, education, prevention, counseling, protocol, handout`,
);

/** What is said of a fracture that is not of now, however far behind it stands. */
const laterCourse = phraseList(
  'nonunion, malunion, delayed union, routine healing, delayed healing, subsequent encounter, aftercare',
);

const sequela: ReadonlySet<Word> = new Set(['sequela', 'sequelae']);

const worseAgain = phraseList(
  'worse, worsening, worsened, acutely worse, acute on chronic, progressing, recurrent, recurred, new onset, now worse, increasing, again, back again',
);

/** Words right beside an emergency that say that it is none of now, as far as no further complaint begins. */
export function isOnlyNamed({ before, after }: Mention): boolean {
  // What is worse again is there, however old it is.
  if (hasAny([...last(before, 4), '.', ...after.slice(0, 6)], worseAgain)) return false;
  const end = after.findIndex(
    (word, at) =>
      ['and', 'with', 'plus', 'on', 'due'].includes(word) ||
      // A sequela of something else is there itself.
      (sequela.has(word) && after[at + 1] === 'of'),
  );
  const own = withoutPlaces(end === -1 ? after : after.slice(0, end)).slice(0, 3);
  return (
    hasAny(last(withoutPlaces(before), 2), oldBefore) ||
    hasAny(own, otherPurposes) ||
    hasAny(after.slice(0, 12), laterCourse)
  );
}

/** Whether words may name a deficit that cannot wait: asked of every Observation before they are read. */
export const namesDeficit = remembering((text: string): boolean => deficitNames.test(text));

const deficitNames =
  /paraly|plegi|(?:cannot|can't|cant|can not|unable to|inability to) move|drop|dorsiflex|steppage|saddle|cauda|weakness|weak\b|incontinen|retention|parapar|parapleg|perine|perian|genital|rectal|\banal\b|sphincter|bulbocavern|bowel|bladder|urinat|urine|\bvoid/i;

/** Whether words may name any emergency. */
export function mayNameEmergency(text: string): boolean {
  return deficitNames.test(text) || illnessNames.test(text);
}

/** Whether words may name what must not be overlooked beside the code of something else: an emergency, a fever, a sign of the cord. */
export function mayTellMore(text: string): boolean {
  return mayNameEmergency(text) || moreNames.test(text);
}

const moreNames =
  /fever|febrile|pyrexia|babinski|hoffman|reflexia|clonus|long tract|motor neuron|plantar|upgoing/i;

/** Whether words may name what must not be overlooked: an emergency, a cancer, a fever, a pregnancy, an implant. */
export function mayBearOnSafety(text: string): boolean {
  return mayNameEmergency(text) || safetyNames.test(text);
}

const safetyNames =
  /cancer|carcinoma|lymphoma|myeloma|leuk|melanoma|sarcoma|fever|febrile|pyrexia|pregnan|gravid|trimester|gestation|\biup\b|antepartum|prenatal|pacemaker|defibrillator|implant|stimulator|clip|pump|shrapnel|fragment/i;

const illnessNames =
  /fractur|\bfx\b|broken|dislocat|dis[ck]itis|osteomyel|spondylitis|abscess|infect|septic|tubercul|\btb\b|\bpott|metasta|\bmets\b|lytic|tumou?r|malignan|neoplasm|aneurysm|\baaa\b|dissect|myelopath|\bcord (?:compress|injur)|ha?ematoma/i;
