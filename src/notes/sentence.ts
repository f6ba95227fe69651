import { isDenied } from './denial.ts';
import {
  type DoubtOptions,
  doubtOfForm,
  doubtOfSection,
  doubtOfSubject,
  doubtOfWords,
} from './doubt.ts';
import { lead } from './kinds.ts';
import { classOf, type PhraseClass } from './phrases.ts';
import { type Place, SentenceWords } from './sentence-words.ts';
import type { Span } from './span.ts';
import type { Doubt } from './types.ts';

/** One sentence with the phrases in it, and what its words say about whether, when and of whom they hold. */
export class Sentence extends SentenceWords {
  /** Why nothing is stated, from the form of the sentence alone. */
  #form: Doubt | 'none' | undefined;
  /** The place that was asked for last, and whether it is of the patient. */
  #asked: Place | undefined;
  #subject: Doubt | undefined;

  /**
   * Whether the words deny what stands at a place.
   * @param told places whose own words deny nothing: "no feeling" of "no feeling in the groin"
   */
  isDenied(place: Place, told: readonly Place[] = []): boolean {
    return isDenied(this, place, told);
  }

  /** Why a phrase isn't said of the patient now; undefined where it is. Denial is asked for apart. */
  doubtAt(place: Place, options: DoubtOptions = {}): Doubt | undefined {
    const ofSection = doubtOfSection(this.span.section, options.allowed);
    if (ofSection !== undefined) return ofSection;
    this.#form ??= doubtOfForm(this) ?? 'none';
    if (this.#form !== 'none') return this.#form;
    return this.#doubtOfSubject(place) ?? doubtOfWords(this, place, options);
  }

  /** Several rules and readers ask of the same place. */
  #doubtOfSubject(place: Place): Doubt | undefined {
    if (this.#asked?.from !== place.from || this.#asked.to !== place.to) {
      this.#asked = place;
      this.#subject = doubtOfSubject(this, place);
    }
    return this.#subject;
  }
}

/** The phrases of a sentence. */
export function sentenceOf(span: Span, noteDate: string): Sentence {
  return new Sentence(span, noteDate);
}

/** Classes without which no reader finds anything in a sentence. */
const told: readonly PhraseClass[] = [
  ...([
    'therapy',
    'drug',
    'injection',
    'conservative',
    'session',
    'self-treatment',
    'nothing-done',
    'never-went',
    'treatment-over',
  ] as const),
  ...(['care-start', 'care-end'] as const),
  ...(['effect-none', 'effect-good', 'effect-resolved', 'effect-partial', 'still'] as const),
  ...([
    'leg-muscle',
    'arm-muscle',
    'strength',
    'full-strength',
    'strength-noun',
    'other-signs',
    'no-weakness',
    'out-of-five',
    'residual-urine',
    'radicular-place',
  ] as const),
  ...([
    'film',
    'degenerative',
    'fracture-word',
    'mri-study',
    'no-fracture',
    'deformity',
    'fracture-seen',
    'equivocal',
  ] as const),
  ...([
    'acuity-unknown',
    'non-diagnostic',
    'mri-limited',
    'arrival',
    'op-fusion',
    'op-anterior',
    'op-disc-replacement',
    'op-augmentation',
  ] as const),
  ...([
    'op-discectomy',
    'op-decompression',
    'op-unnamed',
    'epidural',
    'op-stimulator',
    'writer-asks',
    'in-person',
    'seen-for',
    'remote',
  ] as const),
  ...([
    'improving',
    'comes-again',
    'reviewed-of',
    'seen-how',
    'seen-place',
    'visit-title',
    'presence',
    'sign-of-examination',
    'seen-verb',
    'visit-name',
    'complaint-eased',
    'comparably-better',
    'pain-scale',
    'same-or-worse',
  ] as const),
  ...([
    'gives-way',
    'review',
    'onset-word',
    'changed',
    'event',
    'symptom',
    'elsewhere',
    'weight-word',
    'weight-lost',
  ] as const),
];

for (const kind of told) classOf(kind).leads |= lead.reading;
classOf('older-note').leads |= lead.olderNote;
classOf('payer').leads |= lead.payer;
classOf('elsewhere').leads |= lead.elsewhere;
classOf('withdrawn').leads |= lead.withdrawn;
classOf('in-error').leads |= lead.inError;
classOf('right-patient').leads |= lead.rightPatient;
