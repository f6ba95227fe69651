import { z } from 'zod';
import { feedbackBody, feedbackItem } from '../feedback-request.ts';
import { answerSchemas } from './answer-schemas.ts';
import { fields, filled, text } from './parts.ts';

/*
 * What clients send. Unknown fields are ignored. Feedback is described by the schema that reads it; hook calls are
 * read by hand (`hook-request.ts`), since each wrong field gets a sentence of its own.
 */

const { Resource: resource } = answerSchemas;

const hookContext = z.looseObject({
  userId: filled,
  patientId: filled,
  encounterId: text.nullish(),
  selections: z
    .array(text)
    .meta({ description: 'Required at order-select, ignored at order-sign.' })
    .optional(),
  draftOrders: z
    .looseObject({
      resourceType: z.literal('Bundle').optional(),
      entry: z.array(z.looseObject({})).optional(),
    })
    .meta({ description: 'A Bundle of the draft orders; its type may be absent.' }),
});

const fhirAuthorization = z.looseObject({
  access_token: filled,
  token_type: z.literal('Bearer').optional(),
  expires_in: z.int().min(0).optional(),
  scope: text.optional(),
  subject: text.optional(),
  patient: text.optional(),
});

const hookRequest = z
  .looseObject({
    hook: z.enum(['order-select', 'order-sign']),
    hookInstance: filled,
    fhirServer: text.meta({ format: 'uri' }).nullish(),
    fhirAuthorization: fhirAuthorization.nullish(),
    context: hookContext,
    prefetch: z
      .record(z.string(), resource.nullable())
      .meta({
        description: 'By key. Null: asked, no data. A key that is absent is read from fhirServer.',
      })
      .nullish(),
    extension: fields.nullish(),
  })
  .meta({ description: 'A CDS Hooks call. Unknown fields are ignored.' });

export const requestSchemas = {
  HookRequest: hookRequest,
  HookContext: hookContext,
  FhirAuthorization: fhirAuthorization,
  FeedbackRequest: feedbackBody,
  FeedbackItem: feedbackItem,
};
