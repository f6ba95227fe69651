import type { DraftOrder } from '../chart/types.ts';
import type { Case } from '../guideline/case.ts';
import type { ReferredGuideline } from '../guideline/referred-guideline.ts';
import type { TrialProgress } from '../guideline/roles.ts';
import type { Evaluation } from '../logic/evaluate.ts';
import type { Evidence, FindingValue } from '../logic/finding.ts';
import type { Amounts } from '../logic/in-words.ts';
import type { ContrastMedium } from '../terminology/contrast-reactions.ts';
import type { BodyRegion, Study } from '../terminology/types.ts';
import type { NotUnderstood } from './not-understood.ts';

/** What the guideline says of one order (contract, "The assessment"). */
export type Determination =
  | 'supported'
  | 'alternative-preferred'
  | 'prerequisites-missing'
  | 'not-supported';

/** How strongly the guideline prefers another study. */
export type Preference = 'advisory' | 'recommended' | 'mandated';

/** One criterion that decided, as callers see it. */
export interface CriterionResult {
  readonly id: string;
  readonly finding: FindingValue;
  readonly statements: readonly string[];
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  /** The composite criterion or the group of alternatives that this one belongs to. */
  readonly partOf?: string;
}

/** The assessment of one order, exactly as it stands in the response's extension. */
export interface Assessment {
  readonly order: string;
  readonly study: Pick<Study, 'cpt' | 'modality' | 'region' | 'contrast'>;
  readonly indication: string | null;
  readonly determination: Determination;
  readonly preferredStudy: string | null;
  readonly preference: Preference | null;
  readonly refersTo: readonly ReferredGuideline[];
  readonly decidedBy: string;
  readonly criteria: readonly CriterionResult[];
  readonly guideline: { readonly name: string; readonly version: string };
}

export type { TrialProgress } from '../guideline/roles.ts';

/** A red flag that is present on the chart, and the study that the guideline indicates for it. */
export interface PresentRedFlag {
  /** `red-flag.cauda-equina`. */
  readonly id: string;
  readonly title: string;
  readonly statements: readonly string[];
  /** The first study that the guideline lists for it and that may be proposed here; absent where there is none. */
  readonly indicated?: Study;
  /** Why the studies that the guideline lists for it may not be proposed here, in words. */
  readonly whyNotIndicated?: readonly string[];
  /** Studies of further levels that it needs beside the ordered one. */
  readonly alsoIndicated?: readonly Study[];
  /** The ordered study is one that the red flag selects, or the one that is left to do for it. */
  readonly fits: boolean;
  /** The study that it selects has just been done: its result is there to be read. */
  readonly isImaged?: true;
  readonly evidence: readonly Evidence[];
}

/** A red flag that is half documented. */
export interface PossibleRedFlag {
  readonly id: string;
  /** If it is present, the ordered study is one for it. */
  readonly fits: boolean;
  /** The first study that the guideline lists for it and that could be done now. */
  readonly indicated?: Study;
  /** Somebody has to ask first whether that study is safe for this patient. */
  readonly isSafetyOpen?: true;
}

/** A documentation request (`documentation.*`): shown, never deciding. */
export interface DocumentationRequest {
  readonly id: string;
  readonly statements: readonly string[];
  readonly text: string;
}

/** What stands between an order and its support. */
export interface Unsettled {
  readonly orderCase: Case;
  /** All of it must be met. */
  readonly required: readonly Evaluation<Case>[];
  /** Half-documented red flags: completing one would waive what is required. */
  readonly redFlags: readonly Evaluation<Case>[];
}

/**
 * An answer that a sentence of a note gives to an item of the documentation form. It decides nothing: whoever treats
 * the patient confirms it first.
 */
export interface NoteOffer {
  readonly linkId: string;
  /** As the item takes it: true or false, a number, a code, or a day or a part of one (`2018-05`). */
  readonly value: boolean | number | string;
  /** The sentence as it stands in the note. */
  readonly quote: string;
  /** The part of it that a card quotes. */
  readonly excerpt: string;
  /** The resource that holds the note: `DocumentReference/17`; the draft order itself for its own words. */
  readonly reference: string;
  /** The day of the sentence, `YYYY-MM-DD`. */
  readonly date: string;
  /** The red flag that it mentions and that the coded chart doesn't show: settled before anything else. */
  readonly redFlag?: string;
}

/** What the patient's notes say of one order. */
export interface FromNotes {
  /** Answers to what the coded chart leaves open, each item once. `offers` and `beside` are never both empty. */
  readonly offers: readonly NoteOffer[];
  /** Sentences that contradict what the chart has in codes. */
  readonly beside: readonly NoteOffer[];
}

/** A document that could not be read, and why: `PDF`, `a link`, `too large`, … */
export interface UnreadDocument {
  readonly resource: string;
  readonly why: string;
  readonly date?: string;
}

/** Everything that the cards of one order are written from. */
export interface OrderReview {
  readonly order: DraftOrder;
  readonly assessment: Assessment;
  /** The order as a case of the indication that it was judged under. */
  readonly orderCase: Case;
  /** What notes say of it; absent where none were read, or none says anything that bears on it. */
  readonly fromNotes?: FromNotes;
  /** Documents of the last weeks that could not be read, the newest first; absent where there are none. */
  readonly unreadDocuments?: readonly UnreadDocument[];
  /** In words: the indication, red flag or study rule that decided. */
  readonly decidedByTitle: string;
  /** The statements that the deciding rule stands on, most telling first. */
  readonly statements: readonly string[];
  readonly redFlags: readonly PresentRedFlag[];
  readonly trial: TrialProgress | undefined;
  /** The episode has lasted long enough for a trial of treatment to be complete. */
  readonly trialCanBeComplete: boolean;
  readonly onsetDocumented: boolean;
  readonly documentation: readonly DocumentationRequest[];
  /** What the order or the chart says of the spine and nobody here understands. */
  readonly notUnderstood: NotUnderstood;
  /**
   * Something on the chart must not wait: no treatment is offered before the order, and it is neither held nor
   * removed.
   */
  readonly mustNotWait: boolean;
  /** Sentences that inform without deciding ("the guideline has no section for …"). */
  readonly notices: readonly string[];
  /**
   * Of an order without a reason at its level: further levels that the reason may be at, beside the preferred
   * study's.
   */
  readonly furtherLevels: readonly Study[];
  /** Studies of levels that the reason of the order is about too, and that may be ordered beside it. */
  readonly asWell: readonly Study[];
  /** The same where what the order lacks is lacking for them too. */
  readonly alsoCalledFor: readonly Study[];
  /** The red flags that are half documented. */
  readonly possible: readonly PossibleRedFlag[];
  /** What could still change the determination, as it was evaluated; absent where it stands. */
  readonly unsettled?: Unsettled;
  /**
   * The same order changed to another study, without words for a special technique, on the same chart and
   * among the same draft orders. Assessed when first asked for; its own `preferredStudy` is what the
   * guideline lists, whether or not it could be proposed in turn.
   */
  readonly assessAs: (study: Study) => Assessment;
  /** A further order for the study, for the same reasons, beside all draft orders. As lazy as `assessAs`. */
  readonly assessCreated: (study: Study) => Assessment;
  /** Whether a study may be proposed in place of the ordered one or beside it; `judgeProposal` says how it is judged. */
  readonly propose: (study: Study, place: Place) => Proposal;
  /** The ordered study is an MRI that the chart forbids, or of which somebody has to ask whether it is safe. */
  readonly mriSafetyOpen?: true;
  /** What the chart says of a reaction to the contrast medium of the ordered study. */
  readonly contrastReaction?: ContrastReaction;
  /** Studies that the guideline prefers to the ordered one and that may not be proposed here, each with why. */
  readonly declined: readonly Refusal[];
  /** The readings of the policy that judged it, for the numbers in its words. */
  readonly readings: Amounts;
  /** The region whose plain films are missing, where `plain-radiograph` and its like are not met. */
  readonly radiographRegion: BodyRegion | undefined;
}

/** A reaction to the medium that a study is done with. */
export interface ContrastReaction {
  readonly medium: ContrastMedium;
  readonly evidence: readonly Evidence[];
}

/** Where a proposed study would stand: in place of the ordered one, or beside it as an order of its own. */
export type Place = 'instead' | 'beside';

/** A study that may be proposed. */
export interface Offer {
  readonly isOffered: true;
  readonly study: Study;
  /** What the guideline says of it on this chart; absent for plain films, which it does not judge. */
  readonly assessment?: Assessment;
  /** Whether it may be the recommended step: an X-ray or CT in a coded pregnancy may not. */
  readonly mayBeRecommended: boolean;
}

/** A study that may not be proposed. `whyNot` puts its reason in words. */
export interface Refusal {
  readonly isOffered: false;
  readonly study: Study;
  readonly assessment?: Assessment;
  /** What is said of the study ("has just been done"); where it is forbidden, a clause of its own. */
  readonly why: string;
  /** The chart forbids it, or leaves open whether it is safe. */
  readonly isForbidden?: true;
  /** It has just been done, or ordered. */
  readonly isDone?: true;
  /** It was done or ordered lately, and nothing says that it settled nothing. */
  readonly isAnswered?: true;
}

export type Proposal = Offer | Refusal;
