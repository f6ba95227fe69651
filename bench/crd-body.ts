const coverage = {
  resourceType: 'Bundle',
  type: 'searchset',
  total: 1,
  entry: [
    {
      resource: {
        resourceType: 'Coverage',
        id: 'coverage-1',
        status: 'active',
        beneficiary: { reference: 'Patient/pat-1' },
        payor: [{ identifier: { system: 'https://payers.example', value: 'payer-1' } }],
      },
    },
  ],
};

/** A body of `orderSignBody` as a CRD client sends it: with the patient's coverage and the version that it asks for. */
export function crdBody(body: string): string {
  const request: Readonly<Record<string, unknown>> & { readonly prefetch: object } =
    JSON.parse(body);
  return JSON.stringify({
    ...request,
    prefetch: { ...request.prefetch, coverage },
    extension: { 'davinci-crd.requestedVersion': '2.2' },
  });
}
