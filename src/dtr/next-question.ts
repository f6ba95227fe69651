import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
} from 'fhir/r4.js';
import { RequestProblem } from '../cds/request-problem.ts';
import { fitting } from '../chart/answer-kinds.ts';
import { readAnswer } from '../chart/attestations.ts';
import { isEnabled } from '../questionnaire/enabled.ts';
import { formOfId, formQuestionnaire } from '../questionnaire/order-form.ts';
import {
  isInCql,
  itemInCql,
  libraryNameOf,
} from '../questionnaire/population/prepopulation-library.ts';
import { answerableLinkIds } from '../questionnaire/questionnaire.ts';
import { type FormPlaces, linkIdsOf, policyNamed, readCanonical } from './forms.ts';
import { OperationInput } from './parameters.ts';

/**
 * Answers `$next-question` (SDC; DTR 2.2.0, "Adaptive Forms"): the same response with the next questions in its
 * contained Questionnaire, or completed. What the form asks for stands in the canonical URL that it is derived from;
 * a group is asked at a time, red flags first. What a former answer makes needless is not asked: after a red flag was
 * affirmed nothing more, and follow-ups only where their question was answered so. An answer may be left open.
 *
 * @throws RequestProblem 400 where the response is no response to an adaptive form of ours, or an answer is of
 *   another kind than its question
 */
export function nextQuestion(
  response: QuestionnaireResponse,
  places: FormPlaces,
  asOf: Date,
): QuestionnaireResponse {
  if (response.status !== 'in-progress') {
    throw refused('status', 'expected in-progress: a completed response has no next question');
  }
  const contained = containedForm(response);
  const whole = wholeForm(contained, places);
  const answers = readAnswers(response, contained, asOf);
  const asked = new Set((contained.item ?? []).map(({ linkId }) => linkId));
  const rest = (whole.item ?? []).filter(
    (group) => !asked.has(group.linkId) && hasQuestion(group, answers),
  );
  const [next, ...later] = isSettled(asked, whole, answers) ? [] : rest;
  if (next === undefined) {
    return { ...response, status: 'completed', authored: asOf.toISOString() };
  }
  const last = later.length === 0 ? [lastQuestions] : [];
  const item = [...(contained.item ?? []), fillingIn(next, contained, whole), ...last];
  const form: Questionnaire = { ...contained, item };
  return { ...response, contained: [form], authored: asOf.toISOString() };
}

/**
 * The response that `$next-question` is called with: in Parameters, as DTR has it, or by itself, as SDC lets it.
 * @throws RequestProblem 400 where there is none
 */
export function responseIn(input: unknown): QuestionnaireResponse {
  const { resourceType }: { resourceType?: unknown } = Object(input);
  const [given] =
    resourceType === 'QuestionnaireResponse'
      ? [input as QuestionnaireResponse]
      : new OperationInput(input).resources('questionnaire-response');
  if (given?.resourceType !== 'QuestionnaireResponse') {
    throw new RequestProblem(400, 'questionnaire-response', 'required: a QuestionnaireResponse');
  }
  return given;
}

/** The questions as those before them fill themselves in: by CQL where the form that came with the package does. */
function fillingIn(
  next: QuestionnaireItem,
  contained: Questionnaire,
  whole: Questionnaire,
): QuestionnaireItem {
  return isInCql(contained) ? itemInCql(next, libraryNameOf(linkIdsOf(whole))) : next;
}

/** DTR 2.2.0, spec-39. */
const lastQuestions: QuestionnaireItem = {
  linkId: 'form.end',
  text: 'These are the last clinical questions.',
  type: 'display',
};

function containedForm({ contained = [], questionnaire }: QuestionnaireResponse): Questionnaire {
  const form = contained.find(
    (one): one is Questionnaire =>
      one.resourceType === 'Questionnaire' && questionnaire === `#${one.id}`,
  );
  if (form === undefined) {
    throw refused('questionnaire', 'expected a reference to the contained Questionnaire');
  }
  return form;
}

/** All that the form can ask: the part of the documentation Questionnaire that its canonical URL names. */
function wholeForm({ derivedFrom = [] }: Questionnaire, places: FormPlaces): Questionnaire {
  for (const canonical of derivedFrom) {
    const named = readCanonical(canonical, places);
    const form = formOfId(named?.id ?? '');
    if (form === undefined) continue;
    const policy = policyNamed(named?.version, places);
    if (policy !== undefined) return formQuestionnaire(places.canonicalBase, form, policy);
  }
  throw refused(
    'contained.derivedFrom',
    'expected an adaptive form of this service, in a version that it has; fetch its package again',
  );
}

type Answers = ReadonlyMap<string, unknown>;

/** The answers by linkId; every item must have been asked, and answered in its kind (spec-147). */
function readAnswers(response: QuestionnaireResponse, form: Questionnaire, asOf: Date): Answers {
  const known = new Set(flat(form.item ?? []).map(({ linkId }) => linkId));
  const answerable = answerableLinkIds();
  const answers = new Map<string, unknown>();
  for (const { linkId, answer = [] } of flat(response.item ?? [])) {
    if (!known.has(linkId)) throw refused('item', `${linkId.slice(0, 80)} was not asked`);
    if (!answerable.has(linkId) || answer.length === 0) continue;
    if (answer.length > 1) throw refused('item', `${linkId} takes one answer`);
    const value = readAnswer(answer[0]);
    const fits = value === undefined ? undefined : fitting(linkId, value, asOf);
    if (fits === undefined) throw refused('item', `the answer to ${linkId} is of another kind`);
    answers.set(linkId, fits);
  }
  return answers;
}

interface AnyItem {
  readonly linkId: string;
  readonly answer?: QuestionnaireResponseItem['answer'] | undefined;
  readonly item?: readonly AnyItem[] | undefined;
}

function flat(items: readonly AnyItem[]): readonly AnyItem[] {
  return items.flatMap((item) => [item, ...flat(item.item ?? [])]);
}

/** Whether a group has a question that its conditions do not hide for good. */
function hasQuestion({ item = [] }: QuestionnaireItem, answers: Answers): boolean {
  return item.some((one) =>
    isEnabled(one, (question) => {
      if (item.some(({ linkId }) => linkId === question)) return 'any';
      const answer = answers.get(question);
      return typeof answer === 'boolean' || answer === undefined ? answer : 'answered';
    }),
  );
}

/** A red flag waives what else is required: it is settled once every question about one was answered with yes. */
function isSettled(asked: ReadonlySet<string>, whole: Questionnaire, answers: Answers): boolean {
  const flags = whole.item?.find(({ linkId }) => linkId === 'group.red-flags');
  if (flags === undefined || !asked.has(flags.linkId)) return false;
  const items = flags.item ?? [];
  return (
    items.every(({ linkId }) => /^(red-flag|severe-radicular)\./.test(linkId)) &&
    items.every(({ linkId }) => answers.get(linkId) === true)
  );
}

function refused(field: string, message: string): RequestProblem {
  return new RequestProblem(400, `questionnaire-response.${field}`, message);
}
