import type { Technique } from './types.ts';
import {
  areKnown,
  beginsWithAny,
  hasAny,
  last,
  type Mention,
  mentionsOf,
  phraseList,
  type Word,
  wordsOf,
} from './words.ts';

interface TechniqueRule {
  readonly technique: Technique;
  readonly phrases: readonly string[];
  /** The phrase means something else when one of these stands among the six words before it. */
  readonly notAfter?: readonly string[];
  /** The phrase means something else when one of these stands among the three words after it. */
  readonly notBefore?: readonly string[];
}

const negators = phraseList(
  `no, not, non, never, nor, without, wo, cannot, cant, unable, avoid, instead of, rather than, preferred over, prefer over, better than,
  declined, declines, refused, refuses, dental`,
);

/** Right before what is called off, with an article or without. */
const calledOff = phraseList(
  'cancel, cancelled, canceled, denied, denies, failed, had, underwent, completed, outside',
);

const none: readonly string[] = [];

/** Another study than the one that is ordered. */
const earlierStudy = phraseList('prior, previous, previously, earlier, last, past, history');
/** Somebody only speaks of it: "patient asks about upright MRI". */
const wondered = phraseList(
  'asks about, asked about, asking about, inquires about, inquired about, inquiring about, questions about, question about, read about, heard about, interested in',
);
/** What is told of a study that was done; one that is ordered has shown nothing yet. */
const told = phraseList(
  'was, were, showed, shows, shown, demonstrated, revealed, normal, negative, positive, inconclusive, nondiagnostic, unremarkable, last, ago, dentist',
);

/** Published phrases for techniques that have no code of their own (evidence contract, "The order"). */
const rules: readonly TechniqueRule[] = [
  {
    technique: 'positional',
    phrases: phraseList(
      'positional, upright, standing, stand up, standup, seated, sitting, weight bearing, weightbearing, kinetic, dynamic, fonar, axial load, axial loading, axially loaded',
    ),
    // Posture as a part of the complaint, or of a radiograph.
    notAfter: phraseList(
      `pain, pains, painful, ache, symptom, symptoms, numbness, weakness, claudication, worse,
      worsens, worsened, worsening, aggravated, exacerbated, better, relieved, unrelieved, relief,
      headache, headaches, tolerate, tolerates, difficulty, prolonged, long, heaviness, intolerance, instability, after, radiograph, radiographs, xray, xrays,
      x ray, x rays, films`,
    ),
    notBefore: phraseList(
      `pain, radiograph, radiographs, radiography, xray, xrays, x ray, x rays, film, films,
      contrast not, chain, frame, frames, desk, contrast enhanced, contrast mri, susceptibility, as tolerated, status, restriction, restrictions, precautions,
      tolerance, change, changes, headache, headaches, vertigo, relief, order, orders,
      stabilization, exercise, exercises, instability, stenosis, spondylolisthesis, listhesis, compression, posture, walking, and walking,
      intolerance, balance, canal narrowing, films`,
    ),
  },
  {
    technique: 'cone-beam',
    phrases: phraseList('cone beam, conebeam, cbct'),
    notBefore: phraseList(
      'jaw, jaws, mandible, mandibular, maxilla, maxillary, maxillofacial, tmj, tooth, teeth, dental, sinus, sinuses, skull, temporal bone, face, facial',
    ),
  },
  {
    technique: 'whole-body',
    phrases: phraseList('whole body, wholebody, wbmri, wb mri'),
    notBefore: phraseList(
      `scan, scintigraphy, pet, ct, pain, pains, ache, aches, aching, numbness, weakness, rash, itching, itch, pruritus, tingling, paresthesia,
      paresthesias, fatigue, stiffness, soreness, swelling, symptoms, spasm, spasms, tremor, burning, sweats`,
    ),
  },
  {
    technique: 'pet-mri',
    phrases: phraseList('pet mri, pet mr, petmri, mri pet, mr pet'),
  },
  {
    technique: 'mr-spectroscopy',
    phrases: phraseList(
      'mr spectroscopy, mri spectroscopy, magnetic resonance spectroscopy, spectroscopy, spectroscopic',
    ),
    notAfter: phraseList('infrared, near infrared, nirs, mass, raman, brain, prostate'),
    notBefore: phraseList('brain, of brain, of the brain, prostate, of prostate, of the prostate'),
  },
  {
    technique: 'myelogram',
    phrases: phraseList(
      'myelogram, myelo, myelograms, myelography, myelographic, intrathecal contrast, contrast it',
    ),
  },
  {
    technique: 'iv-contrast',
    phrases: phraseList('iv contrast, contrast iv, intravenous, intravenously'),
    notBefore: phraseList(
      `drug, drugs, antibiotic, antibiotics, access, line, steroid, steroids, fluids, therapy,
      medication, medications, sedation, infusion, use, user, abuse`,
    ),
  },
  {
    technique: 'post-discography',
    phrases: phraseList(
      `post discography, postdiscography, post discogram, postdiscogram, after discography,
      after discogram, following discography, following discogram, ct discography, ct discogram,
      discography ct, discogram ct`,
    ),
  },
  { technique: 'three-d', phrases: phraseList('3d, three dimensional') },
  {
    technique: 'illustrative',
    phrases: phraseList(
      'patient education, education only, educational, illustrative, illustration, cosmetic, routine rendering',
    ),
  },
  {
    technique: 'superficial-mass',
    phrases: phraseList(
      'superficial mass, superficial lump, superficial masses, localized swelling mass and lump, subcutaneous mass, subcutaneous lump, subcutaneous nodule, lipoma',
    ),
  },
];

/** What a posture is a part of, where it is asked of the study and not told of the patient. */
const studyWords = phraseList(
  'mri, mris, mr, wbmri, fonar, scan, scanner, magnet, imaging, images, study, acquisition, acquisitions, protocol, sequence, sequences, technique, unit, table',
);

/** Somebody asks for it: "please include spectroscopy", "PET/MRI requested". */
const askingBefore = phraseList(
  'please, perform, performed, include, including, add, with, plus, do, obtain, order, ordering, request, requesting, get, want, wants, need, needs',
);
const askedAfter = phraseList('requested, please, needed, wanted, required, desired, to be done');

/** What notes tell of the patient as well as of the study. */
const ofPatientToo: ReadonlySet<Technique> = new Set<Technique>([
  'positional',
  'whole-body',
  'pet-mri',
  'mr-spectroscopy',
]);

/**
 * The techniques that notes and reasons ask for. They tell of the patient first: a posture, or the whole body, is a
 * technique there only beside a word of the study ("please do upright MRI"), never alone ("leg heaviness with standing").
 */
export function techniquesTold(text: string): ReadonlySet<Technique> {
  const words = wordsOf(text.replaceAll(/\b3-d\b/gi, '3d'));
  const found = new Set<Technique>();
  for (const rule of rules) {
    if (rule.technique === 'positional' && isStandardAsked(text, rule)) continue;
    const mentions = mentionsOf(words, rule.phrases);
    const isAsked = (mention: Mention): boolean =>
      !ofPatientToo.has(rule.technique) ||
      isInstruction(mention) ||
      (ofStudyAlone.has(rule.technique) && isAskedFor(mention)) ||
      hasAny([...last(mention.before, 3), '.', ...mention.after.slice(0, 3)], studyWords);
    if (mentions.some((mention) => isMeant(mention, rule) && isAsked(mention))) {
      found.add(rule.technique);
    }
  }
  return found;
}

function isAskedFor({ before, after }: Mention): boolean {
  return hasAny(last(before, 4), askingBefore) || hasAny(after.slice(0, 2), askedAfter);
}

/** No posture of the patient is called so. */
const ofStudyAlone: ReadonlySet<Technique> = new Set<Technique>(['pet-mri', 'mr-spectroscopy']);

/** What is to be done instead of another technique: "please repeat conventionally", "we order the standard study". */
const asksForStandard =
  /\b(?:order(?:ing)?|perform|repeat|do|want)\b[\w\s]{0,25}\b(?:standard|conventional(?:ly)?|supine|recumbent)\b(?! (?:mri |study |scan )?(?:was|showed))/i;

/** Whether a sentence asks for the standard study, and not for the other one beside it. */
function isStandardAsked(text: string, { phrases }: TechniqueRule): boolean {
  return text
    .split(/[.;\n]/)
    .some((part) => asksForStandard.test(part) && !hasAny(wordsOf(part), phrases));
}

/** A note that says nothing else is an instruction: "upright, please"; "weight bearing hurts" is a complaint. */
function isInstruction({ before, after }: Mention): boolean {
  return areKnown([...before, ...after], [beside]);
}

const beside: ReadonlySet<Word> = new Set([
  '.',
  ...'please only preferred requested needed required view views position positions lumbar cervical thoracic spine if possible'.split(
    ' ',
  ),
]);

/**
 * The techniques that an order's words name: whole words and phrases from a short list, none that is
 * negated ("not standing"), belongs to an earlier study ("no prior whole-body MRI") or describes the
 * complaint ("pain worse when standing"). Reads the first 4,000 characters.
 */
export function techniquesIn(text: string): ReadonlySet<Technique> {
  const words = wordsOf(text.replaceAll(/\b3-d\b/gi, '3d'));
  const found = new Set<Technique>();
  for (const rule of rules) {
    const mentions = mentionsOf(words, rule.phrases);
    if (mentions.some((mention) => isMeant(mention, rule))) found.add(rule.technique);
  }
  return found;
}

function isMeant({ before, after }: Mention, { notAfter = none, notBefore = none }: TechniqueRule) {
  return !(
    hasAny(last(negating(before), 4), negators) ||
    hasAny(withoutArticle(before), calledOff) ||
    hasAny(last(before, 4), earlierStudy) ||
    hasAny(last(before, 6), wondered) ||
    hasAny(last(before, 6), notAfter) ||
    hasAny(after.slice(0, 3), notBefore) ||
    isCalledOff(after) ||
    isDone(after)
  );
}

const refused = phraseList(
  'declined, refused, cancelled, canceled, deferred, not available, unavailable, not wanted, not needed, not required, not desired, not indicated, not necessary',
);
const fillers: ReadonlySet<Word> = new Set([
  ...studyWords,
  ...'screening of the spine lumbar cervical thoracic offered and but was is were been has'.split(
    ' ',
  ),
]);

/** "Whole-body MRI screening declined": it is said right behind the study. */
function isCalledOff(after: readonly Word[]): boolean {
  const said = after.slice(0, 8).filter((word) => !fillers.has(word));
  return beginsWithAny(said, refused);
}

const images: readonly Word[] = ['mri', 'mr', 'ct', 'scan', 'xray', 'radiograph'];

/** Whether the words after a study tell of one that was done: with a result, or with its year. */
function isDone(after: readonly Word[]): boolean {
  // What is told of the next study is told of that one: "upright MRI, conventional MRI was inconclusive".
  const other = after.findIndex((word, index) => index > 0 && images.includes(word));
  const next = after.slice(0, other === -1 ? 6 : Math.min(other, 6));
  return hasAny(next, told) || next.some((word) => /^(19|20)\d\d$/.test(word));
}

/** The words less the "without" of "without contrast" and "without and with", which negates the contrast alone. */
function negating(words: readonly Word[]): readonly Word[] {
  return words.filter((word, at) => {
    if (word !== 'without' && word !== 'wo') return true;
    const next = words.slice(at + 1, at + 3);
    return !(next.includes('contrast') || next[0] === 'and' || words[at - 1] === 'and');
  });
}

/** The word before a mention, leaving an article out. */
function withoutArticle(words: readonly Word[]): readonly Word[] {
  return last(words.at(-1) === 'the' ? words.slice(0, -1) : words, 1);
}
