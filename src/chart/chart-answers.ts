import {
  type AllAnswers,
  isDocumentation,
  keepAnswer,
  readAnswers,
  unreadAnswer,
} from './attestations.ts';
import { chartDate, isFuture } from './dates.ts';
import type { Fields } from './fields.ts';
import { type SiteFactReader, wholeFacts } from './site-facts.ts';
import { isAnsweredByPatient } from './told-by-patient.ts';
import type { Attestation, UnreadEvidence } from './types.ts';

/** Answers to the documentation form, and the hospital's own data that stand for some. */
export class ChartAnswers {
  readonly #asOf: Date;
  readonly #localForms: readonly string[];
  readonly #drop: (reason: string) => void;
  readonly #answers: AllAnswers = new Map();
  readonly #siteFacts: Attestation[] = [];
  /** Answers and site data that could not be read. */
  readonly unread: UnreadEvidence[] = [];

  /**
   * @param localForms canonical URLs, without a version, under which an EHR keeps the form as its own
   * @param drop counts what becomes no attestation
   */
  constructor(asOf: Date, localForms: readonly string[], drop: (reason: string) => void) {
    this.#asOf = asOf;
    this.#localForms = localForms;
    this.#drop = drop;
  }

  /** Whether a response is one to the documentation form. */
  isOwn(response: Fields): boolean {
    return isDocumentation(response, this.#localForms);
  }

  /**
   * Reads a response to the documentation form. One of a day to come says nothing. One that the patient filled in attests
   * nothing: like one that nobody dated, it asks about what may be an emergency.
   */
  add(response: Fields, reference: string): void {
    const authored = chartDate(response.authored);
    const isOfLater = authored !== undefined && isFuture(authored, this.#asOf);
    if (authored === undefined || isOfLater) this.#drop('attestation-undated');
    if (isOfLater) return;
    const isOfPatient = isAnsweredByPatient(response);
    if (isOfPatient) {
      this.#drop('attestation-by-patient');
      const text = 'Answered by the patient; it counts once a clinician confirms it';
      this.unread.push({ reference, text });
    }
    const attested = isOfPatient ? undefined : authored;
    const reading = { reference, authored: attested, asOf: this.#asOf };
    readAnswers(response, reading, this.#answers, {
      unread: (linkId) => {
        this.#drop('attestation-unreadable');
        this.unread.push(unreadAnswer(linkId, reference));
      },
      automatic: () => this.#drop('attestation-automatic'),
    });
  }

  /** Reads what a resource means by the hospital's own mappings. */
  addSiteFacts(read: SiteFactReader, resource: Fields, reference: string): void {
    const { facts, unread } = read(resource, reference);
    this.#siteFacts.push(...facts);
    this.unread.push(...unread);
  }

  /** Every answer, by linkId: all resources have come. */
  all(): AllAnswers {
    for (const fact of wholeFacts(this.#siteFacts)) keepAnswer(fact, this.#answers);
    return this.#answers;
  }
}
