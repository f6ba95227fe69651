import type { Resource } from 'fhir/r4.js';
import type { HookName, HookRequest, HookResponse } from './types.ts';

/** What discovery says of a service (CDS Hooks 2.0, "Discovery"). */
export interface ServiceDefinition {
  readonly hook: HookName;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly usageRequirements?: string;
  /** Key → FHIR read or search, with `{{context.…}}` tokens. */
  readonly prefetch: Readonly<Record<string, string>>;
  readonly extension?: Readonly<Record<string, unknown>>;
}

/** One CDS service: what it needs and how it answers. Pure; whoever calls it does the reading. */
export interface CdsService {
  readonly definition: ServiceDefinition;
  /**
   * The prefetch keys that the draft orders in scope need.
   * An empty list means that nothing is in scope: the caller answers with `aside` and reads nothing.
   */
  neededKeys(request: HookRequest): readonly string[];
  /** The answer to a call of which no order can be in scope: why each has no assessment. Needs no chart. */
  aside(request: HookRequest): HookAnswer;
  /** Decides and renders. No input or output besides its argument and its value. */
  answer(input: ServiceInput): HookAnswer;
  /**
   * The same with the patient's notes, which are read only where the chart leaves something open. Absent where the
   * service reads none.
   * @param readNotes gives the resources that hold notes; never throws
   */
  answerWithNotes?(
    input: ServiceInput,
    readNotes: () => Promise<readonly Resource[]>,
  ): Promise<HookAnswer>;
}

/** A service whose answers are changed before they leave it. */
export function withAnswers(
  service: CdsService,
  change: (answer: HookAnswer, input: ServiceInput) => HookAnswer,
): CdsService {
  const { answerWithNotes } = service;
  return {
    ...service,
    answer: (input) => change(service.answer(input), input),
    ...(answerWithNotes === undefined
      ? {}
      : {
          answerWithNotes: async (input, readNotes) =>
            change(await answerWithNotes(input, readNotes), input),
        }),
  };
}

/**
 * How a caller opens the documentation form: as a page that knows no patient, by a SMART launch of our app in its EHR, or
 * with a DTR client of its own, which finds the form in the coverage information.
 */
export type FormAccess = 'page' | 'smart-launch' | 'dtr-client';

export interface ServiceInput {
  readonly request: HookRequest;
  /** Everything that came by prefetch or was read, unfiltered: it may hold other patients' resources. */
  readonly resources: readonly Resource[];
  /** What a `fullUrl` among the data means that is no address: `urn:uuid:…` → `Condition/1`. */
  readonly urns?: ReadonlyMap<string, string>;
  /** The prefetch keys whose data could be had neither way, or only in part. */
  readonly unavailable: readonly string[];
  /** Those among them that a FHIR server was asked for and gave nothing of. */
  readonly unread?: readonly string[];
  /** How this caller opens the documentation form; as a page of its own where absent. */
  readonly formAccess?: FormAccess;
  readonly asOf: Date;
}

export interface HookAnswer {
  readonly response: HookResponse;
  /** For the store. No clinical text, no patient identity. */
  readonly record: AnswerRecord;
}

export interface AnswerRecord {
  readonly cards: readonly CardRecord[];
  readonly orders: readonly OrderRecord[];
  /** Why the other orders of the call have no assessment (`code-not-known`), for the log and the audit. */
  readonly unassessed?: readonly string[];
  /** How many notes were read for it; absent where none were. Never what they say. */
  readonly notesRead?: number;
}

/** One card of an answer. */
interface CardRecord {
  readonly uuid: string;
  readonly kind: string;
  /** The ids of the criteria that the card is about. */
  readonly criteria: readonly string[];
  readonly determination: string;
  /** `ServiceRequest/mri-1`. Used within the call; the store does not keep it. */
  readonly order: string;
  /** What repeats of the card share while its order is being written; absent where it is shown once. */
  readonly showing?: string;
  /** It was kept back: the service, or cards of its kind, are silent. */
  readonly isSilent?: true;
}

/** One order that was assessed. */
interface OrderRecord {
  readonly cpt: string;
  /** The version of the guideline that judged it. */
  readonly guideline: string;
  readonly determination: string;
  /** The ids of the criteria that stand in the way, where prerequisites are missing. */
  readonly missing?: readonly string[];
  /** The coverage assertion id that was given for the order, where one was. */
  readonly assertionId?: string;
  /** What coverage information said of it: `conditional`, and whether authorisation is needed. */
  readonly covered?: string;
  readonly authorization?: string;
}
