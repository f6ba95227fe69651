import { exactly, filledText, type JsonSchema, list, ref, resource, text } from './json-schema.ts';

const finding = { enum: ['met', 'not-met', 'not-documented'] } as const;

/** What calls and discovery are answered with. */
export const answerSchemas = {
  Discovery: exactly({ services: list(ref('Service')) }),
  Service: exactly(
    {
      hook: { enum: ['order-select', 'order-sign'] },
      id: filledText,
      title: filledText,
      description: filledText,
      usageRequirements: filledText,
      prefetch: { type: 'object', additionalProperties: filledText },
      extension: { type: 'object' },
      version: filledText,
    },
    ['usageRequirements', 'extension', 'version'],
  ),
  HookResponse: exactly(
    {
      cards: list(ref('Card'), 0),
      systemActions: list(ref('Action'), 0),
      extension: {
        type: 'object',
        properties: {
          'io.github.spine-imaging-cds.assessments': list(ref('Assessment')),
          'io.github.spine-imaging-cds.unassessed': list(
            exactly({
              order: filledText,
              reason: {
                enum: [
                  'not-imaging',
                  'not-spine-imaging',
                  'plain-radiograph',
                  'code-not-known',
                  'not-a-spine-reason',
                  'not-to-be-performed',
                ],
              },
              text: filledText,
            }),
          ),
        },
      },
    },
    ['systemActions', 'extension'],
  ),
  Card: exactly(
    {
      uuid: filledText,
      summary: { type: 'string', minLength: 1, maxLength: 139 },
      indicator: { enum: ['info', 'warning', 'critical'] },
      detail: { description: 'GitHub-flavoured Markdown.', ...filledText },
      source: exactly({ label: filledText, url: filledText, icon: text, topic: ref('Coding') }, [
        'url',
        'icon',
        'topic',
      ]),
      suggestions: list(ref('Suggestion')),
      selectionBehavior: { enum: ['at-most-one', 'any'] },
      overrideReasons: list(ref('Coding')),
      links: list(
        exactly(
          {
            label: filledText,
            url: filledText,
            type: { enum: ['absolute', 'smart'] },
            appContext: text,
          },
          ['appContext'],
        ),
      ),
      extension: { type: 'object' },
    },
    ['detail', 'suggestions', 'selectionBehavior', 'overrideReasons', 'links', 'extension'],
  ),
  Coding: exactly({ system: filledText, code: filledText, display: filledText }),
  Suggestion: exactly(
    {
      label: filledText,
      uuid: filledText,
      isRecommended: { const: true },
      actions: list(ref('Action')),
    },
    ['isRecommended', 'actions'],
  ),
  Action: {
    oneOf: [
      exactly(
        {
          type: { enum: ['create', 'update'] },
          description: filledText,
          resource,
          extension: { type: 'object' },
        },
        ['extension'],
      ),
      exactly({ type: { const: 'delete' }, description: filledText, resourceId: filledText }),
    ],
  },
  Assessment: exactly(
    {
      order: filledText,
      study: exactly({
        cpt: filledText,
        modality: filledText,
        region: filledText,
        contrast: filledText,
      }),
      indication: filledText,
      determination: {
        enum: ['supported', 'alternative-preferred', 'prerequisites-missing', 'not-supported'],
      },
      preferredStudy: { description: 'A CPT code.', ...filledText },
      preference: { enum: ['advisory', 'recommended', 'mandated'] },
      refersTo: list({ enum: ['oncology', 'peripheral-nerve'] }),
      decidedBy: filledText,
      criteria: list(ref('Criterion')),
      guideline: exactly({ name: filledText, version: filledText }),
    },
    ['indication', 'preferredStudy', 'preference', 'refersTo', 'criteria'],
  ),
  Criterion: exactly(
    {
      id: filledText,
      finding,
      statements: list(text),
      summary: filledText,
      evidence: list(exactly({ reference: filledText, date: text, text }, ['date'])),
      furtherEvidence: { description: 'How many further resources bear it out.', type: 'integer' },
      partOf: text,
    },
    ['statements', 'evidence', 'furtherEvidence', 'partOf'],
  ),
} satisfies JsonSchema;
