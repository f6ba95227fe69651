import type { Questionnaire, QuestionnaireItem } from 'fhir/r4.js';
import { encodings } from '../guideline/catalogue.ts';
import { statementText } from '../guideline/statement-text.ts';
import { guidelineVersion } from '../guideline/version.ts';
import { type GroupId, groups, type TypedItem, typedItems } from './typed-items.ts';

/** The id under which the Questionnaire is published, and that responses name. */
export const questionnaireId = 'spine-imaging-documentation';

/** Yes-or-no facts that rules mention in words, beside the criteria. */
const furtherFacts: readonly (readonly [
  linkId: string,
  text: string,
  statements: readonly string[],
])[] = [
  [
    'long-tract-signs',
    'Are there long-tract signs (Babinski, Hoffmann, hyperreflexia)?',
    ['myelopathy-2'],
  ],
  [
    'post-surgical-symptoms',
    'Are there new or worsening symptoms, or intractable pain, since the surgery?',
    ['general-postop-1'],
  ],
  [
    'red-flag.cancer',
    'Is a spinal malignancy suspected, with at least one feature?',
    ['general-cancer-1'],
  ],
  [
    'red-flag.severe-radicular-pain',
    'Is there severe radicular pain with functional loss and an intervention planned?',
    ['general-radiculopathy-2'],
  ],
];

/** Group of a yes-or-no item, by its linkId. */
function groupOf(linkId: string): GroupId {
  if (
    /^(red-flag|cancer-|severe-radicular|neurological-deterioration|high-risk|long-tract|suspected-infection)/.test(
      linkId,
    )
  ) {
    return 'red-flags';
  }
  if (
    /^(in-person|clinical-re|symptoms-|surveillance|severe-pain|severe-neurogenic|location-|high-suspicion)/.test(
      linkId,
    )
  ) {
    return 'evaluation';
  }
  if (/^trial-of-treatment/.test(linkId)) return 'treatment';
  if (/(mri|ct-nondiagnostic|spect|syrinx|radiograph|ossification)/.test(linkId)) return 'imaging';
  if (/(surg|planning|stimulator|augmentation|discography|vasculature|plan-relies)/.test(linkId))
    return 'plans';
  return 'study';
}

/**
 * The documentation Questionnaire, generated from the criteria and the typed facts: whatever a criterion
 * asks for is an item, and nothing is written twice. R4, with the SDC conventions for help text.
 */
export function documentationQuestionnaire(canonicalBase: string): Questionnaire {
  const items = new Map<GroupId, QuestionnaireItem[]>(groups.map(([id]) => [id, []]));
  for (const item of typedItems) items.get(item.group)?.push(typedItem(item));
  for (const [linkId, { text, statements }] of flags()) {
    items.get(groupOf(linkId))?.push(booleanItem(linkId, text, statements));
  }
  return {
    resourceType: 'Questionnaire',
    id: questionnaireId,
    meta: { profile: ['http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire'] },
    url: questionnaireUrl(canonicalBase),
    version: guidelineVersion.version,
    name: 'SpineImagingDocumentation',
    title: 'Documentation for spine imaging',
    status: 'active',
    subjectType: ['Patient'],
    date: '2026-11-23',
    description:
      'The facts that the spine imaging coverage guideline asks for and that no code carries.',
    item: groups.map(([id, text]) => ({
      linkId: `group.${id}`,
      text,
      type: 'group',
      item: items.get(id) ?? [],
    })),
  };
}

/** The canonical URL of the Questionnaire, without its version. */
export function questionnaireUrl(canonicalBase: string): string {
  return `${canonicalBase}/Questionnaire/${questionnaireId}`;
}

interface Flag {
  readonly text: string;
  readonly statements: readonly string[];
}

let knownFlags: ReadonlyMap<string, Flag> | undefined;

/** The yes-or-no items: every criterion that can be attested under its own id, and the further facts. */
export function flags(): ReadonlyMap<string, Flag> {
  if (knownFlags !== undefined) return knownFlags;
  const typed = new Set(typedItems.map((item) => item.linkId));
  const found = new Map<string, Flag>();
  for (const encoding of encodings().values()) {
    if (
      encoding.kind !== 'criterion' ||
      !encoding.asks.includes(encoding.id) ||
      typed.has(encoding.id)
    )
      continue;
    found.set(encoding.id, { text: encoding.title, statements: encoding.statements });
  }
  for (const [linkId, text, statements] of furtherFacts) found.set(linkId, { text, statements });
  knownFlags = found;
  return found;
}

function booleanItem(
  linkId: string,
  text: string,
  statements: readonly string[],
): QuestionnaireItem {
  const [statement] = statements;
  const help = statement === undefined ? undefined : helpItem(linkId, statement);
  return { linkId, text, type: 'boolean', ...(help === undefined ? {} : { item: [help] }) };
}

/** Help text as SDC shows it: a display item marked with the item control "help". */
function helpItem(linkId: string, statement: string): QuestionnaireItem {
  return {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
        valueCodeableConcept: {
          coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'help' }],
        },
      },
    ],
    linkId: `${linkId}.help`,
    text: `${statementText(statement)} (${statement})`,
    type: 'display',
  };
}

function typedItem(item: TypedItem): QuestionnaireItem {
  return {
    linkId: item.linkId,
    text: item.text,
    type: item.type,
    ...(item.enabledBy === undefined
      ? {}
      : {
          enableWhen: [
            { question: item.enabledBy.linkId, operator: '=', answerBoolean: item.enabledBy.is },
          ],
        }),
    ...(item.options === undefined
      ? {}
      : {
          answerOption: item.options.map(([code, display]) => ({ valueCoding: { code, display } })),
        }),
  };
}
