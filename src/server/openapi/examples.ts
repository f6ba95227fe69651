/** A lumbar MRI for radiculopathy of which nothing is documented yet. */
const hookRequest = {
  hook: 'order-sign',
  hookInstance: '0f3a7c1e-8a5b-4a52-9d60-3d1c2f4e5a6b',
  context: {
    userId: 'Practitioner/example',
    patientId: 'p1',
    draftOrders: {
      resourceType: 'Bundle',
      entry: [
        {
          resource: {
            resourceType: 'ServiceRequest',
            id: 'mri-1',
            status: 'draft',
            intent: 'order',
            subject: { reference: 'Patient/p1' },
            code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
            reasonCode: [
              { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }] },
            ],
          },
        },
      ],
    },
  },
  prefetch: {
    patient: { resourceType: 'Patient', id: 'p1', birthDate: '1980-01-01' },
    conditions: { resourceType: 'Bundle', type: 'searchset' },
  },
};

const feedbackRequest = {
  feedback: [
    {
      card: '0198c1de-6a0f-7c3e-9d60-3d1c2f4e5a6b',
      outcome: 'overridden',
      outcomeTimestamp: '2026-03-01T10:00:00Z',
      overrideReason: { reason: { code: 'done-elsewhere' } },
    },
  ],
};

/** What clients send, as an example each, by the name of its schema. */
export const examples = { HookRequest: hookRequest, FeedbackRequest: feedbackRequest } as const;
