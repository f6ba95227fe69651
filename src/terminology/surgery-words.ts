import { regionsInText } from './body-sites.ts';
import { isElsewhereInWords } from './elsewhere.ts';
import type { SurgeryKind, SurgeryMatch } from './procedures.ts';
import { remembering } from './remember.ts';
import type { BodyRegion } from './types.ts';
import { hasAny, mentionsOf, phraseList, type Word, wordsBeside, wordsOf } from './words.ts';

interface SurgeryName {
  readonly kind: SurgeryKind;
  readonly phrases: readonly string[];
  /** The level that the name itself tells. */
  readonly regions?: readonly BodyRegion[];
  /** Done elsewhere in the body too: it counts only beside a level or a word of the spine. */
  readonly needsSpine?: true;
}

/** The first name that a text holds tells what was done. */
const names: readonly SurgeryName[] = [
  {
    kind: 'stimulator',
    phrases: phraseList(
      'spinal cord stimulator, spinal cord stimulation, spinal cord stim, spinal cord stim trial, dorsal column stimulator, dorsal column stimulation, scs lead, scs leads, scs trial, scs implant, scs implantation, scs placement, scs electrode, scs electrodes, scs generator, scs ipg, scs removal, scs revision',
    ),
  },
  {
    kind: 'augmentation',
    phrases: phraseList('kyphoplasty, vertebroplasty, vertebral augmentation, bkp'),
  },
  { kind: 'anterior-arthrodesis', phrases: phraseList('acdf'), regions: ['cervical'] },
  { kind: 'anterior-arthrodesis', phrases: phraseList('alif'), regions: ['lumbar'] },
  {
    kind: 'anterior-arthrodesis',
    phrases: phraseList(
      'anterior lumbar interbody fusion, anterior cervical discectomy and fusion, anterior interbody fusion',
    ),
  },
  { kind: 'fusion', phrases: phraseList('plif, tlif, xlif, llif, olif'), regions: ['lumbar'] },
  { kind: 'fusion', phrases: phraseList('fusion, arthrodesis, psf, plf, pslf'), needsSpine: true },
  {
    kind: 'discectomy',
    phrases: phraseList('microdiscectomy, microdiskectomy, discectomy, diskectomy'),
    needsSpine: true,
  },
  {
    kind: 'decompression',
    phrases: phraseList('laminectomy, hemilaminectomy, laminotomy, laminoplasty'),
  },
  {
    kind: 'decompression',
    phrases: phraseList(
      'drainage of syrinx, syrinx drainage, syrinx shunt, shunting of syrinx, syringostomy, syringopleural shunt, syringoperitoneal shunt, syringosubarachnoid shunt',
    ),
  },
  {
    kind: 'decompression',
    phrases: phraseList('decompression, foraminotomy, corpectomy, lami, lamis'),
    needsSpine: true,
  },
  {
    kind: 'other',
    phrases: phraseList(
      'disc replacement, disk replacement, disc arthroplasty, disk arthroplasty, artificial disc, artificial disk, interspinous spacer, interspinous device',
    ),
    needsSpine: true,
  },
];

const spine = phraseList('spine, spinal, vertebra, vertebral, vertebrae, intervertebral');

/** Words of something else that is done because of an operation, or instead of one. */
const aboutIt = phraseList(
  `mri, ct, xray, xrays, x ray, radiograph, radiographs, imaging, myelogram, therapy, rehabilitation, exercise, exercises, consult,
  consultation, referral, evaluation, assessment, visit, follow up, education, counseling, discussion, discussed, declined,
  after, post, status post, pre op, preop, preoperative, clearance, labs, anesthesia, eval, evaluate, opinion, candidate, possible,
  consider, discuss, cancel, cancelled, canceled, class, classes, consent, records request, record request, medical records, letter, call, phone, message, portal, paperwork, brochure, video, authorization, authorisation, auth, precert, postponed, previous, prior, history, injection, brace, traction, nonsurgical, suture, sutures, dressing, no, not, without,
  programming, reprogramming, reprogram, interrogation, interrogate, check, battery check, analysis, adjustment, settings, maintenance, monitoring, recharge, recharging`,
);

/**
 * The spine operation that the words of a procedure name, where it has no known code (evidence contract, "Shapes that
 * hospitals write"). Words that name another part of the body, or something that is done about an operation, name none.
 */
export const surgeryInWords = remembering((text: string): SurgeryMatch | undefined => {
  const words = wordsOf(text);
  const name = names.find(({ phrases }) => hasAny(words, phrases));
  if (name === undefined || hasAny(words, aboutIt) || isElsewhereInWords(text)) return undefined;
  // "Brace for lumbar fusion" is no fusion; "kyphoplasty for a fracture" is a kyphoplasty.
  if (mentionsOf(words, name.phrases).every(({ before }) => before.includes('for')))
    return undefined;
  const regions = name.regions ?? levelsOf(text, words);
  if (name.needsSpine === true && regions.length === 0 && !hasAny(words, spine)) return undefined;
  const match = { kind: name.kind, regions };
  return hasAny(words, syrinx) ? { ...match, treats: 'syringomyelia' } : match;
});

const syrinx = phraseList('syrinx, syringomyelia');

/** Vertebrae as operations name them: "L4-5", "C5/6". */
const vertebrae: readonly (readonly [RegExp, BodyRegion])[] = [
  [/^c[1-7]$/, 'cervical'],
  [/^t(?:[1-9]|1[0-2])$/, 'thoracic'],
  [/^l[1-5]$/, 'lumbar'],
];

function levelsOf(text: string, words: readonly Word[]): readonly BodyRegion[] {
  const named = regionsInText(text);
  if (named.length > 0) return named;
  return vertebrae.flatMap(([pattern, region]) =>
    words.some((word) => pattern.test(word)) ? [region] : [],
  );
}

const stimulators = phraseList(
  'spinal cord stimulator, spinal cord stimulation, dorsal column stimulator, dorsal column stimulation, spinal stimulator, scs, dcs',
);
/** That it is to come. */
const planned = phraseList(
  'planned, planning, plan, plans, pre op, preop, preoperative, preprocedure, pre procedure, prior to, before, upcoming, scheduled, awaiting, for placement, placement, implantation, to be implanted, trial planned',
);
/** What a plan says besides: its parts, the study that is ordered for it, and the pain that it is for. */
const ofPlan: ReadonlySet<Word> = new Set(
  `the a an of for to is and with in on at by be patient pt will this that imaging mri ct mr myelogram thoracic t spine spinal lumbar study scan without contrast needed required requested evaluate assess canal level levels
  lead leads paddle percutaneous permanent electrode electrodes generator ipg battery placement implant implantation implanted insertion trial removal revision replacement surgery procedure operation prior before pre op preop preoperative preprocedure planning planned plan plans upcoming scheduled awaiting workup
  chronic pain back leg low fbss syndrome radiculopathy crps next week month guide guidance positioning`.split(
    /\s+/,
  ),
);

/**
 * Whether the reason of an order says that a spinal cord stimulator is planned, and nothing that is not understood: "pre-op
 * planning for spinal cord stimulator placement".
 */
export const plansStimulator = remembering((text: string): boolean => {
  const words = wordsOf(text);
  return (
    hasAny(words, stimulators) &&
    hasAny(words, planned) &&
    wordsBeside(words, stimulators).every((word) => word === '.' || ofPlan.has(word))
  );
});
