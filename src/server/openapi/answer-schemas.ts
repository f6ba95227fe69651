import * as z from 'zod';
import type { StatedAssessment } from '../../assessment/stated-assessment.ts';
import { resource } from '../../cds/hook-request-schema.ts';
import type { ServiceDefinition } from '../../cds/service.ts';
import type { Action, Card, Coding, HookResponse, Suggestion } from '../../cds/types.ts';
import { fields, filled, some, text } from './parts.ts';

/*
 * What calls and discovery are answered with. Each schema is held against the type that the service answers with
 * (`satisfies`), so that neither can change without the other.
 */

const coding = z.strictObject({
  system: filled,
  code: filled,
  display: filled,
}) satisfies z.ZodType<Coding>;

const action = z.union([
  z.strictObject({
    type: z.enum(['create', 'update']),
    description: filled,
    resource,
    extension: fields.exactOptional(),
  }),
  z.strictObject({ type: z.literal('delete'), description: filled, resourceId: filled }),
]) satisfies z.ZodType<Action, unknown>;

const suggestion = z.strictObject({
  label: filled,
  uuid: filled,
  isRecommended: z.literal(true).exactOptional(),
  actions: some(action).exactOptional(),
}) satisfies z.ZodType<Suggestion, unknown>;

const card = z.strictObject({
  uuid: filled,
  summary: filled.max(139),
  indicator: z.enum(['info', 'warning', 'critical']),
  detail: filled.meta({ description: 'GitHub-flavoured Markdown.' }).exactOptional(),
  source: z.strictObject({
    label: filled,
    url: filled.exactOptional(),
    icon: text.exactOptional(),
    topic: coding.exactOptional(),
  }),
  suggestions: some(suggestion).exactOptional(),
  selectionBehavior: z.enum(['at-most-one', 'any']).exactOptional(),
  overrideReasons: some(coding).exactOptional(),
  links: some(
    z.strictObject({
      label: filled,
      url: filled,
      type: z.enum(['absolute', 'smart']),
      appContext: text.exactOptional(),
    }),
  ).exactOptional(),
  extension: fields.exactOptional(),
}) satisfies z.ZodType<Card, unknown>;

const criterion = z.strictObject({
  id: filled,
  finding: z.enum(['met', 'not-met', 'not-documented']),
  statements: some(text).exactOptional(),
  summary: filled,
  evidence: some(
    z.strictObject({ reference: filled, date: text.exactOptional(), text }),
  ).exactOptional(),
  furtherEvidence: z
    .int()
    .meta({ description: 'How many further resources bear it out.' })
    .exactOptional(),
  partOf: text.exactOptional(),
});

const assessment = z.strictObject({
  order: filled,
  study: z.strictObject({ cpt: filled, modality: filled, region: filled, contrast: filled }),
  indication: filled.exactOptional(),
  determination: z.enum([
    'supported',
    'alternative-preferred',
    'prerequisites-missing',
    'not-supported',
  ]),
  preferredStudy: filled.meta({ description: 'A CPT code.' }).exactOptional(),
  preference: z.enum(['advisory', 'recommended', 'mandated']).exactOptional(),
  refersTo: some(z.enum(['oncology', 'peripheral-nerve'])).exactOptional(),
  decidedBy: filled,
  criteria: some(criterion).exactOptional(),
  guideline: z.strictObject({ name: filled, version: filled }),
});

const unassessed = z.strictObject({
  order: filled,
  reason: z.enum([
    'not-imaging',
    'not-spine-imaging',
    'plain-radiograph',
    'code-not-known',
    'not-a-spine-reason',
    'not-to-be-performed',
    'replaced',
  ]),
  text: filled,
});

const hookResponse = z.strictObject({
  cards: z.array(card),
  systemActions: z.array(action).exactOptional(),
  extension: z
    .looseObject({
      'io.github.spine-imaging-cds.assessments': some(assessment).exactOptional(),
      'io.github.spine-imaging-cds.unassessed': some(unassessed).exactOptional(),
    })
    .exactOptional(),
}) satisfies z.ZodType<HookResponse, unknown>;

const service = z.strictObject({
  hook: z.enum(['order-select', 'order-sign']),
  id: filled,
  title: filled,
  description: filled,
  usageRequirements: filled.exactOptional(),
  prefetch: z.record(z.string(), filled),
  extension: fields.exactOptional(),
  version: filled.exactOptional(),
}) satisfies z.ZodType<ServiceDefinition, unknown>;

/** The study is a closed set of values, which the document need not list. */
type DescribedAssessment = Omit<StatedAssessment, 'study'>;
assessment satisfies z.ZodType<DescribedAssessment, unknown>;

export const answerSchemas = {
  Discovery: z.strictObject({ services: some(service) }),
  Service: service,
  HookResponse: hookResponse,
  Card: card,
  Coding: coding,
  Suggestion: suggestion,
  Action: action,
  Assessment: assessment,
  Criterion: criterion,
  Resource: resource,
};
