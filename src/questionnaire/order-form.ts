import type { Questionnaire, QuestionnaireItem } from 'fhir/r4.js';
import type { Policy } from '../guideline/policy.ts';
import { newestPolicy } from '../spine-imaging/loaded-policies.ts';
import { populationContext } from './population/variables.ts';
import { answerableLinkIds, documentationQuestionnaire, questionnaireId } from './questionnaire.ts';

/** How a form is filled in: all its questions at once, or some at a time by `$next-question`. */
export type FormKind = 'standard' | 'adaptive';

/** Which questions a form asks, and how. */
export interface FormOf {
  readonly kind: FormKind;
  /** In the form's own order; never empty. */
  readonly linkIds: readonly string[];
}

const prefixes: Readonly<Record<FormKind, string>> = {
  standard: `${questionnaireId}-`,
  adaptive: 'spine-imaging-adaptive-',
};

/** Every linkId that takes an answer, in a fixed order: its position is its bit in a form's code. */
const positions: readonly string[] = [...answerableLinkIds()].sort();
const bitOf: ReadonlyMap<string, bigint> = new Map(
  positions.map((linkId, position) => [linkId, 1n << BigInt(position)]),
);

/** Differs once the list does, so that no code is ever read against another list than it was made with. */
const listCheck = checksum(positions.join());

/**
 * The code of a set of items, such as `1x4k-0a3f`: 24 letters and digits at most. It holds the set itself, so that
 * whoever names the form has said everything that is needed to make it: nothing has to be kept between the call that
 * asks for documentation and the one that fetches the form, and any replica can answer.
 */
export function formCode(linkIds: Iterable<string>): string {
  let bits = 0n;
  for (const linkId of linkIds) bits |= bitOf.get(linkId) ?? 0n;
  return `${bits.toString(36)}-${listCheck}`;
}

/** The items of a code; undefined where it is none, or one of another version of the form. */
export function itemsOfCode(code: string): readonly string[] | undefined {
  const [digits = '', check, ...rest] = code.split('-');
  if (check !== listCheck || rest.length > 0 || !/^[0-9a-z]{1,24}$/.test(digits)) return undefined;
  let bits = 0n;
  for (const digit of digits) bits = bits * 36n + BigInt(Number.parseInt(digit, 36));
  if (bits === 0n || bits >> BigInt(positions.length) !== 0n) return undefined;
  return positions.filter((_linkId, position) => (bits >> BigInt(position)) & 1n);
}

/** The id of the form that asks for some items. */
export function formId(linkIds: Iterable<string>, kind: FormKind = 'standard'): string {
  return prefixes[kind] + formCode(linkIds);
}

/** What the form of an id asks for; undefined where there is no such form. */
export function formOfId(id: string): FormOf | undefined {
  for (const kind of ['standard', 'adaptive'] as const) {
    if (!id.startsWith(prefixes[kind])) continue;
    const linkIds = itemsOfCode(id.slice(prefixes[kind].length));
    if (linkIds !== undefined) return { kind, linkIds };
  }
  return undefined;
}

/** The canonical URL, without its version, of the form that asks for some items. */
export function formUrl(
  canonicalBase: string,
  linkIds: Iterable<string>,
  kind: FormKind = 'standard',
): string {
  return `${canonicalBase}/Questionnaire/${formId(linkIds, kind)}`;
}

/**
 * The part of the documentation Questionnaire that asks for some items, under a canonical URL of its own (DTR 2.2,
 * spec-17: only questions that are required). The linkIds are those of the whole form. Follow-ups stay hidden until
 * the answer that they hang on is given; where that is not asked here, the chart has it, and they are shown.
 */
export function formQuestionnaire(
  canonicalBase: string,
  { linkIds, kind }: FormOf,
  policy: Policy = newestPolicy,
): Questionnaire {
  const whole = documentationQuestionnaire(canonicalBase, policy);
  const wanted = new Set(linkIds);
  const id = formId(linkIds, kind);
  const item = partOf(whole.item ?? [], wanted);
  return {
    ...whole,
    id,
    extension: [...populationContext(item)],
    url: `${canonicalBase}/Questionnaire/${id}`,
    derivedFrom: [`${whole.url}|${whole.version}`],
    name: 'SpineImagingDocumentationOfOrder',
    title: 'Documentation for this spine imaging order',
    description: 'What the spine imaging coverage guideline still asks for about one order.',
    item,
  };
}

/** The groups with the wanted items, empty groups left out. */
export function partOf(
  groups: readonly QuestionnaireItem[],
  wanted: ReadonlySet<string>,
): QuestionnaireItem[] {
  return groups.flatMap((group) => {
    const items = (group.item ?? [])
      .filter(({ linkId }) => wanted.has(linkId))
      .map((item) => withoutForeignConditions(item, wanted));
    return items.length === 0 ? [] : [{ ...group, item: items }];
  });
}

function withoutForeignConditions(
  item: QuestionnaireItem,
  wanted: ReadonlySet<string>,
): QuestionnaireItem {
  const { enableWhen, enableBehavior, ...rest } = item;
  const own = (enableWhen ?? []).filter(({ question }) => wanted.has(question));
  if (own.length === 0) return rest;
  return {
    ...rest,
    enableWhen: own,
    ...(own.length > 1 && enableBehavior !== undefined ? { enableBehavior } : {}),
  };
}

/** Four letters and digits that tell one list from another; a polynomial of the characters. */
function checksum(text: string): string {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 36 ** 4;
  return sum.toString(36).padStart(4, '0');
}
