import type { Extension, Questionnaire, QuestionnaireItem } from 'fhir/r4.js';
import { type AnswerKind, answerKind, typedLinkIds } from '../chart/answer-kinds.ts';
import { criterionTrees } from '../guideline/catalogue.ts';
import type { Policy } from '../guideline/policy.ts';
import { statementText } from '../guideline/statement-text.ts';
import { inWords } from '../logic/in-words.ts';
import { namedOf } from '../logic/list.ts';
import { loadedPolicies, newestPolicy } from '../spine-imaging/loaded-policies.ts';
import { answerSystem } from './answer-codes.ts';
import { furtherFacts } from './further-facts.ts';
import { initialExpression } from './population/initial-expressions.ts';
import { populationContext } from './population/variables.ts';
import { type EnabledBy, type GroupId, groups, type TypedItem, typedItems } from './typed-items.ts';

/** The id under which the Questionnaire is published, and that responses name. */
export const questionnaireId = 'spine-imaging-documentation';

/** Group of a yes-or-no item, by its linkId. */
const groupPatterns: readonly (readonly [RegExp, GroupId])[] = [
  [
    /^(red-flag|cancer-|severe-radicular|neurological-deterioration|high-risk|long-tract|suspected-infection)/,
    'red-flags',
  ],
  [
    /^(in-person|symptoms-|surveillance|severe-pain|severe-neurogenic|location-|high-suspicion)/,
    'evaluation',
  ],
  [/^trial-of-treatment/, 'treatment'],
  [/(mri|ct-nondiagnostic|spect|syrinx|radiograph|ossification)/, 'imaging'],
  [/(surg|planning|stimulator|augmentation|discography|vasculature|plan-relies)/, 'plans'],
];

function groupOf(linkId: string): GroupId {
  return groupPatterns.find(([pattern]) => pattern.test(linkId))?.[1] ?? 'study';
}

const knownForms = new WeakMap<Policy, Map<string, Questionnaire>>();

/**
 * The documentation Questionnaire of a version of the guideline, made once: every form of an order is a part of it.
 * Whoever changes a part of it copies that part.
 */
export function documentationQuestionnaire(
  canonicalBase: string,
  policy: Policy = newestPolicy,
): Questionnaire {
  const ofPolicy = knownForms.get(policy) ?? new Map<string, Questionnaire>();
  knownForms.set(policy, ofPolicy);
  const form = ofPolicy.get(canonicalBase) ?? generated(canonicalBase, policy);
  ofPolicy.set(canonicalBase, form);
  return form;
}

/**
 * The documentation Questionnaire, generated from the criteria and the typed facts: whatever a criterion
 * asks for is an item, and nothing is written twice. R4, with the SDC conventions for help text and for
 * forms that populate themselves.
 */
function generated(canonicalBase: string, policy: Policy): Questionnaire {
  const items = new Map<GroupId, QuestionnaireItem[]>(groups.map(([id]) => [id, []]));
  const asked = askedBy(policy);
  for (const item of typedItems) {
    items.get(item.group)?.push(typedItem(item, asked.get(item.linkId), canonicalBase, policy));
  }
  for (const [linkId, { text, statements }] of flags(policy)) {
    const extension = [initialExpression(linkId, answerSystem(canonicalBase))];
    items
      .get(groupOf(linkId))
      ?.push({ extension, ...booleanItem(linkId, text, statements, policy) });
  }
  const item = groups.map(
    ([id, text]): QuestionnaireItem => ({
      linkId: `group.${id}`,
      text,
      type: 'group',
      item: items.get(id) ?? [],
    }),
  );
  return {
    resourceType: 'Questionnaire',
    id: questionnaireId,
    meta: { profile: ['http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire'] },
    extension: [...populationContext(item)],
    url: questionnaireUrl(canonicalBase),
    version: policy.version,
    name: 'SpineImagingDocumentation',
    title: 'Documentation for spine imaging',
    status: 'active',
    subjectType: ['Patient'],
    effectivePeriod: {
      start: policy.inForce.from,
      ...(policy.inForce.to === undefined ? {} : { end: policy.inForce.to }),
    },
    date: changedOn(policy),
    description:
      'The facts that the spine imaging coverage guideline asks for and that no code carries.',
    item,
  };
}

/** When the form last changed in all versions of the guideline: to be moved on with every release that changes it. */
const formChanged = '2026-11-30';

/**
 * The day from which clients that ask for what has changed since need the form anew: a version of the guideline that
 * came into force later brings its own.
 */
function changedOn({ inForce }: Policy): string {
  return inForce.from > formChanged ? inForce.from : formChanged;
}

/** The canonical URL of the Questionnaire, without its version. */
export function questionnaireUrl(canonicalBase: string): string {
  return `${canonicalBase}/Questionnaire/${questionnaireId}`;
}

interface Flag {
  readonly text: string;
  readonly statements: readonly string[];
}

const knownFlags = new WeakMap<Policy, ReadonlyMap<string, Flag>>();

/** The yes-or-no items: every criterion that can be attested under its own id, and the further facts. */
function flags(policy: Policy): ReadonlyMap<string, Flag> {
  const known = knownFlags.get(policy);
  if (known !== undefined) return known;
  const typed = new Set([...typedLinkIds, ...typedItems.map((item) => item.linkId)]);
  const found = new Map<string, Flag>();
  for (const one of criterionTrees(policy).flatMap(namedOf)) {
    if (one.id === undefined || !one.asks.includes(one.id)) continue;
    if (typed.has(one.id) || found.has(one.id)) continue;
    found.set(one.id, {
      text: inWords(one.question ?? one.id, policy.readings),
      statements: one.statements,
    });
  }
  for (const { linkId, text, statements } of furtherFacts) found.set(linkId, { text, statements });
  knownFlags.set(policy, found);
  return found;
}

/** Every linkId of the Questionnaire that takes an answer. */
export function answerableLinkIds(): ReadonlySet<string> {
  return new Set([
    ...typedItems.map((item) => item.linkId),
    ...loadedPolicies.flatMap((policy) => [...flags(policy).keys()]),
  ]);
}

/** The statement behind each typed item: the first one of the first criterion that asks for it. */
function askedBy(policy: Policy): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const one of criterionTrees(policy).flatMap(namedOf)) {
    const [statement] = one.statements;
    if (statement === undefined) continue;
    for (const linkId of one.asks) if (!found.has(linkId)) found.set(linkId, statement);
  }
  return found;
}

function booleanItem(
  linkId: string,
  text: string,
  statements: readonly string[],
  policy: Policy,
): QuestionnaireItem {
  return {
    linkId,
    text,
    type: 'boolean',
    ...help(linkId, statements[0], policy),
  };
}

/** Help text as SDC shows it: a display item marked with the item control "help". */
function help(
  linkId: string,
  statement: string | undefined,
  policy: Policy,
): Pick<QuestionnaireItem, 'item'> {
  if (statement === undefined) return {};
  const item: QuestionnaireItem = {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
        valueCodeableConcept: {
          coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'help' }],
        },
      },
    ],
    linkId: `${linkId}.help`,
    text: `${statementText(policy, statement)} (${statement})`,
    type: 'display',
  };
  return { item: [item] };
}

function typedItem(
  item: TypedItem,
  statement: string | undefined,
  canonicalBase: string,
  policy: Policy,
): QuestionnaireItem {
  const { linkId, text, enabledBy, options } = item;
  const kind = answerKind(linkId);
  const system = answerSystem(canonicalBase);
  return {
    extension: [initialExpression(linkId, system), ...bounds(kind)],
    linkId,
    text,
    type: kind.type,
    ...(enabledBy === undefined ? {} : enabledWhen(enabledBy)),
    ...(options === undefined
      ? {}
      : {
          answerOption: options.map(([code, display]) => ({
            valueCoding: { system, code, display },
          })),
        }),
    ...help(linkId, statement, policy),
  };
}

function enabledWhen(
  by: EnabledBy | readonly EnabledBy[],
): Pick<QuestionnaireItem, 'enableWhen' | 'enableBehavior'> {
  const enableWhen = [by]
    .flat()
    .map(({ linkId: question, is }) =>
      is === 'answered'
        ? { question, operator: 'exists' as const, answerBoolean: true }
        : { question, operator: '=' as const, answerBoolean: is },
    );
  return enableWhen.length > 1 ? { enableWhen, enableBehavior: 'any' } : { enableWhen };
}

/** Least and most of a scale. */
function bounds(kind: AnswerKind): readonly Extension[] {
  const extension = 'http://hl7.org/fhir/StructureDefinition';
  if (kind.type === 'integer') {
    return [
      { url: `${extension}/minValue`, valueInteger: kind.least },
      { url: `${extension}/maxValue`, valueInteger: kind.most },
    ];
  }
  if (kind.type === 'decimal') {
    return [
      { url: `${extension}/minValue`, valueDecimal: kind.least },
      { url: `${extension}/maxValue`, valueDecimal: kind.most },
    ];
  }
  return [];
}
