import type { Token } from './tokens.ts';

/** Words that stand for the patient where nobody else is named. */
export const ofPatient: ReadonlySet<string> = new Set(['he', 'she', 'his', 'her', 'him']);

/** "Brought in by her roommate": nobody is the subject behind "by". */
export function isBehindBy(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.word === 'by' || tokens[at - 2]?.word === 'by';
}

/** To a son or a daughter these are the patient. */
export const parents: ReadonlySet<string> = new Set([
  'mother',
  'father',
  'mom',
  'mum',
  'dad',
  'parent',
]);

/** Verbs of whoever tells of the patient. */
export const saying: ReadonlySet<string> = new Set('say said report state noticed tell'.split(' '));

/** "A neighbor", "some lady". */
export const indefinite: ReadonlySet<string> = new Set(['a', 'an', 'another', 'some', 'one']);

/** "Found her on the floor", "called EMS". */
export function isDoneToPatient(tokens: readonly Token[], at: number): boolean {
  if (!careFor.has(tokens[at]?.word ?? '')) return false;
  return [tokens[at + 1], tokens[at + 2]].some((one) => patient.has(one?.word ?? ''));
}

const careFor: ReadonlySet<string> = new Set(
  'attend attended came come arrive arrived live found find sent send brought bring drove drive called call phoned urged carried helped pulled picked made saw seen asked took take pushed knocked dragged tripped lifted heard catche caught'.split(
    ' ',
  ),
);
export const patient: ReadonlySet<string> = new Set(
  'him her pt patient them me ems 911 ambulance in us'.split(' '),
);

export const relatives: ReadonlySet<string> = new Set(['who', 'whose', 'whom']);

export const owners: ReadonlySet<string> = new Set(['his', 'her', 'my', 'their']);

/** "Pt's tenant". */
export function isPossessivePatient(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (token?.word === 'pt' || token?.word === 'patient') && isPossessive(token);
}

/** Tokens lose the s of a possessive with its apostrophe. */
export function isPossessive(token: Token): boolean {
  return token.end - token.start === token.word.length + 2;
}

export function isPronoun(word: string): boolean {
  return word === 'he' || word === 'she' || word === 'they';
}

/** "Her trainer noticed a foot drop". */
export const seeing: ReadonlySet<string> = new Set(
  'noticed notice noted note observed observe saw see witnessed mentioned pointed worries worried think thought feel believe concerned asked insisted wanted suspect suspected remarked commented described confirm confirmed state stated describe'.split(
    ' ',
  ),
);

export function isPersonOrAnimal(word: string): boolean {
  return animals.has(word) || isPerson(word);
}

export function isPerson(word: string): boolean {
  if (people.has(word)) return true;
  if (word.length < 5 || things.has(word)) return false;
  return trades.test(word);
}

/** How the names of trades and of company are made. */
const trades =
  /(?:mate|visor|fessor|person|woman|[^w]man|[aeiou]ntor|cher|tor|ger|der|ner|ker|ver|ser|ter|yer|rer|ier|ist|cian|pher)$/;

const people: ReadonlySet<string> = new Set(
  'employee trainee sponsor occupant victim resident passenger patient peer mate guy man woman lady person kid boy girl fellow gentleman customer client student boss tenant infant baby toddler child children grandchild grandson granddaughter kin pal chum crew team godson foreman pastor priest rabbi imam coach landlord landlady guest host hostess nanny maid cop officer mechanic butcher barber clerk sitter neighbour neighbor'.split(
    ' ',
  ),
);

export const animals: ReadonlySet<string> = new Set(
  'dog horse puppy kitten pony mare cow bull goat parrot rabbit hamster dachshund corgi labrador retriever terrier shepherd poodle beagle bulldog pug collie hound husky greyhound'.split(
    ' ',
  ),
);

/** What a clinician finds is found of the patient, and so it is of what a therapist or a nurse says. */
export const clinicians: ReadonlySet<string> = new Set(
  'doctor dr surgeon therapist physiotherapist nurse provider physician practitioner chiropractor pcp pt ot rn np pa urologist oncologist neurologist neurosurgeon cardiologist rheumatologist specialist dentist podiatrist internist hospitalist radiologist pharmacist psychiatrist gynecologist nephrologist anesthesiologist team service clinic trainer aide caregiver midwife orthopedist orthopaedist physiatrist osteopath gi gastroenterologist endocrinologist pulmonologist dermatologist ophthalmologist technologist consultant examiner'.split(
    ' ',
  ),
);

/** Parts of the body, findings and things whose names end as those of trades do. */
const things: ReadonlySet<string> = new Set(
  'shoulder finger bladder walker catheter cancer fever ulcer tumor motor number order letter other another either neither former later earlier latter doctor center computer recliner sweater slipper trailer trigger sphincter liver inner outer upper lower older younger whether never over under after however rather prior major minor posterior anterior inferior superior exterior interior tremor humor odor flexor extensor abductor adductor color behavior labor floor door poor power water paper answer offer river matter manner summer winter weather dinner supper corner border disorder filter blister scooter roller monitor elevator tractor factor sensor generator stronger weaker bigger larger longer shorter higher deeper sharper greater smaller broader kidder gender order stimulator defibrillator pacemaker freezer dryer cooler cluster counter sister meter center inhaler tracker planner calendar transfer master muscle character starter daughter quarter elder butter shower tower lower flower answer september october november december register rider december ladder gutter cylinder folder holder powder thunder hamburger danger finger anger hunger trimmer hammer bumper diaper stopper tester timer printer scanner reader heater sweater batter litter mister bitter better utter foster poster roster buster luster oyster sinister minister ambulator incisor donor sitter adapter waist wrist twist list cyst fist human german assist persist injector rotator levator dilator pronator supinator masseter ureter trochanter diameter marker encounter carrier barrier stretcher voucher maneuver waiver laser user layer chapter thermometer container liner ventilator respirator detector receptor inhibitor predictor indicator checklist spider gaiter charger lighter sputter gather register adder rudder toaster theater'.split(
    ' ',
  ),
);
