// What a case of fixtures/protocol expects, and what of it does not hold.
import type { Answer } from '../server/support.ts';

export interface Expected {
  readonly status?: readonly number[];
  /** A pattern in the answer's text. */
  readonly body?: string;
  readonly bodyHas?: readonly string[];
  readonly orders?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly noAssessmentOf?: readonly string[];
  readonly cards?: {
    readonly mentions?: string;
    readonly neverMentions?: string;
    readonly noDeferral?: boolean;
  };
  readonly noEmpty?: boolean;
  readonly coverageInformation?: string;
  readonly docNeededHasQuestionnaire?: boolean;
  readonly task?: boolean;
  readonly reported?: string;
  readonly prefill?: Readonly<Record<string, readonly string[]>>;
  readonly anyOf?: readonly Expected[];
}

// The answers are looked at field by field; a type for each would assert nothing more.
// biome-ignore lint/suspicious/noExplicitAny: parsed JSON under test
type Json = any;

/** What differs from an expectation; empty where it holds. What needs further calls is looked at by the test. */
export function differences(expected: Expected, answer: Answer): readonly string[] {
  if (expected.anyOf !== undefined) {
    const all = expected.anyOf.map((one) => differences(one, answer));
    return all.some((one) => one.length === 0) ? [] : all.flat();
  }
  const wrong: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  const { status, body, bodyHas = [], orders = {}, noAssessmentOf = [], cards } = expected;
  check(
    status?.includes(answer.status) !== false,
    `status ${answer.status}: ${answer.text.slice(0, 200)}`,
  );
  for (const pattern of [...(body === undefined ? [] : [body]), ...bodyHas]) {
    check(new RegExp(pattern).test(answer.text), `the answer has not /${pattern}/`);
  }
  const assessments: readonly Json[] =
    answer.json?.extension?.['io.github.spine-imaging-cds.assessments'] ?? [];
  for (const [order, fields] of Object.entries(orders)) {
    const assessment = assessments.find((one) => one.order === order);
    check(assessment !== undefined, `no assessment of ${order}`);
    for (const [name, allowed] of Object.entries(fields)) {
      check(allowed.includes(assessment?.[name]), `${name} ${assessment?.[name]}`);
    }
  }
  for (const order of noAssessmentOf) {
    check(!assessments.some((one) => one.order === order), `assesses ${order}`);
  }
  if (cards !== undefined) wrong.push(...cardDifferences(cards, answer.json?.cards ?? []));
  if (expected.noEmpty === true) wrong.push(...empties(answer.json, ''));
  const information = informationOf(answer.json);
  if (expected.coverageInformation !== undefined) {
    const about = information.map((parts) => parts.coverage?.reference);
    check(about.includes(expected.coverageInformation), `coverage information about ${about}`);
  }
  if (expected.docNeededHasQuestionnaire === true) {
    const holds = information.every((one) => !one['doc-needed'] || one.questionnaire !== undefined);
    check(information.length > 0 && holds, 'documents are needed and no form is named');
  }
  if (expected.task === true) wrong.push(...taskDifferences(answer.json));
  return wrong;
}

function cardDifferences(
  expected: NonNullable<Expected['cards']>,
  cards: readonly Json[],
): readonly string[] {
  const suggestions = cards.flatMap(({ suggestions = [] }) => suggestions);
  const words = [
    ...cards.flatMap(({ summary, detail = '' }) => [summary, detail]),
    ...suggestions.map(({ label }) => label),
  ].join('\n');
  const wrong: string[] = [];
  if (expected.mentions !== undefined && !new RegExp(expected.mentions, 'i').test(words)) {
    wrong.push(`no card says ${expected.mentions}`);
  }
  const said = expected.neverMentions && new RegExp(expected.neverMentions, 'i').exec(words)?.[0];
  if (said) wrong.push(`a card says ${said}`);
  const actions = suggestions.flatMap(({ actions: some = [] }) => some);
  if (expected.noDeferral === true && actions.some(({ type }) => type === 'delete')) {
    wrong.push('a card offers to remove the order');
  }
  return wrong;
}

/** Places of null, and of empty texts, lists and objects; a list of cards may be empty. */
function empties(value: unknown, path: string): readonly string[] {
  if (value === null || value === '') return [`${path} is empty`];
  if (typeof value !== 'object' || value === undefined) return [];
  const entries = Object.entries(value ?? {});
  if (entries.length === 0 && path !== '.cards') return [`${path} is empty`];
  return entries.flatMap(([name, one]) => empties(one, `${path}.${name}`));
}

/** The parts of each coverage information, by the last word of their URL. */
function informationOf(json: Json): readonly Json[] {
  const orders: readonly Json[] = (json?.systemActions ?? []).map(({ resource }: Json) => resource);
  return orders
    .flatMap(({ extension = [] }) => extension)
    .filter(({ url }) => url.endsWith('/ext-coverage-information'))
    .map(({ extension }) =>
      Object.fromEntries(
        extension.map(({ url, extension: _parts, ...value }: Json) => [
          url,
          Object.values(value)[0],
        ]),
      ),
    );
}

/** Where the Task leaves CRD's profile-taskquestionnaire. */
function taskDifferences(json: Json): readonly string[] {
  const tasks: readonly Json[] = (json?.cards ?? [])
    .flatMap(({ suggestions = [] }: Json) => suggestions)
    .flatMap(({ actions = [] }: Json) => actions)
    .map(({ resource }: Json) => resource)
    .filter((resource: Json) => resource?.resourceType === 'Task');
  if (tasks.length === 0) return ['no Task'];
  return tasks.flatMap((task) => {
    const form = task.input.find((one: Json) => one.valueCanonical !== undefined);
    const coding = form?.type.coding?.[0];
    return [
      [/(^|\/)Organization\//.test(task.requester?.reference ?? ''), 'the payer does not ask'],
      [coding?.system === 'http://hl7.org/fhir/uv/sdc/CodeSystem/temp', 'the form is not coded'],
      [
        coding?.code === 'questionnaire' && form?.type.text === 'questionnaire',
        'the form has no slice',
      ],
      [task.basedOn?.[0]?.reference === 'ServiceRequest/mri-1', 'the order is not named'],
      [typeof task.reasonCode?.text === 'string', 'there is no reason'],
    ].flatMap(([holds, what]) => (holds === true ? [] : [String(what)]));
  });
}
