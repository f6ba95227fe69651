import {
  atLeast,
  count,
  filledText,
  type JsonSchema,
  list,
  ref,
  resource,
  text,
  time,
} from './json-schema.ts';

/** What clients send. Unknown fields are ignored. */
export const requestSchemas = {
  Resource: {
    description: 'A FHIR R4 resource (https://hl7.org/fhir/R4/).',
    type: 'object',
    properties: { resourceType: filledText },
    required: ['resourceType'],
  },
  HookRequest: {
    description: 'A CDS Hooks call. Unknown fields are ignored.',
    ...atLeast(
      {
        hook: { enum: ['order-select', 'order-sign'] },
        hookInstance: filledText,
        fhirServer: { type: ['string', 'null'], format: 'uri' },
        fhirAuthorization: { anyOf: [ref('FhirAuthorization'), { type: 'null' }] },
        context: ref('HookContext'),
        prefetch: {
          description:
            'By key. Null: asked, no data. A key that is absent is read from fhirServer.',
          type: ['object', 'null'],
          additionalProperties: { anyOf: [resource, { type: 'null' }] },
        },
        extension: { type: ['object', 'null'] },
      },
      ['fhirServer', 'fhirAuthorization', 'prefetch', 'extension'],
    ),
  },
  HookContext: atLeast(
    {
      userId: filledText,
      patientId: filledText,
      encounterId: { type: ['string', 'null'] },
      selections: {
        description: 'Required at order-select, ignored at order-sign.',
        ...list(text, 0),
      },
      draftOrders: {
        description: 'A Bundle of at most 500 entries; its type may be absent.',
        ...atLeast({ resourceType: { const: 'Bundle' }, entry: list({ type: 'object' }, 0) }, [
          'resourceType',
          'entry',
        ]),
      },
    },
    ['encounterId', 'selections'],
  ),
  FhirAuthorization: atLeast(
    {
      access_token: filledText,
      token_type: { const: 'Bearer' },
      expires_in: count,
      scope: text,
      subject: text,
      patient: text,
    },
    ['token_type', 'expires_in', 'scope', 'subject', 'patient'],
  ),
  FeedbackRequest: atLeast({ feedback: list(ref('FeedbackItem'), 0) }),
  FeedbackItem: {
    description: 'acceptedSuggestions is required where the outcome is accepted.',
    ...atLeast(
      {
        card: filledText,
        outcome: { enum: ['accepted', 'overridden'] },
        outcomeTimestamp: time,
        acceptedSuggestions: { type: ['array', 'null'], items: atLeast({ id: filledText }) },
        overrideReason: {
          type: ['object', 'null'],
          properties: {
            reason: {
              type: ['object', 'null'],
              properties: { code: filledText, system: text, display: text },
              required: ['code'],
            },
            userComment: { type: ['string', 'null'] },
          },
        },
      },
      ['acceptedSuggestions', 'overrideReason'],
    ),
  },
} satisfies JsonSchema;
