import * as z from 'zod';

/*
 * A CDS Hooks call as clients send it (specification 2.0, "HTTP Request"; contexts of `order-select` and `order-sign`).
 * Unknown fields are ignored. The types of `types.ts` and the OpenAPI document are made from it; calls are read by hand
 * (`src/server/hook-request.ts`), since each wrong field gets a sentence of its own.
 */

const text = z.string();
const filled = z.string().min(1);

export const resource = z
  .looseObject({ resourceType: filled })
  .meta({ description: 'A FHIR R4 resource (https://hl7.org/fhir/R4/).' });

export const hookName = z.enum(['order-select', 'order-sign']);

export const hookContext = z.object({
  userId: filled,
  patientId: filled,
  encounterId: text.nullish(),
  selections: z
    .array(text)
    .meta({
      description:
        'Required at order-select, such as ServiceRequest/example-request-id; ignored at order-sign.',
    })
    .optional(),
  draftOrders: z
    .object({
      resourceType: z.literal('Bundle').optional(),
      entry: z.array(z.looseObject({})).optional(),
    })
    .meta({ description: 'A Bundle of the draft orders; its type may be absent.' }),
});

export const fhirAuthorization = z.object({
  access_token: filled,
  token_type: text.default('Bearer'),
  expires_in: z.int().min(0).default(0),
  scope: text.default(''),
  subject: text.default(''),
  patient: text.optional(),
});

export const hookRequest = z
  .object({
    hook: hookName,
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
    extension: z.record(z.string(), z.unknown()).nullish(),
  })
  .meta({ description: 'A CDS Hooks call. Unknown fields are ignored.' });
