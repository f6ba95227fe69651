/* A measure with about as many criteria as a judged order has, in ELM (what CQL is compiled to), for comparison. */

type Elm = Readonly<Record<string, unknown>>;

const fhir = (type: string) => `{http://hl7.org/fhir}${type}`;
const elm = (type: string) => `{urn:hl7-org:elm-types:r1}${type}`;

/** What a criterion asks for: a resource of a type with one of these codes, from a day on. */
const criteria = [
  ['Condition', ['M54.16', 'M54.12', 'M54.50'], 'onset', '2025-01-01'],
  ['Condition', ['M48.062', 'M43.16'], 'onset', '2025-01-01'],
  ['Condition', ['G83.4'], 'onset', '2025-01-01'],
  ['Encounter', [], 'period.start', '2025-01-01'],
  ['Encounter', [], 'period.start', '2026-06-01'],
  ['Procedure', ['97110', '97140', '97530'], 'performed.start', '2025-01-01'],
  ['Procedure', ['97110'], 'performed.end', '2026-01-01'],
  ['MedicationRequest', ['197806', '198013'], 'authoredOn', '2025-01-01'],
  ['DiagnosticReport', ['72100', '72040', '72070'], 'effective', '2025-01-01'],
  ['DiagnosticReport', ['72148', '72141'], 'effective', '2026-06-01'],
  ['Observation', ['32473-1'], 'effective', '2025-01-01'],
  ['Observation', ['65713-0'], 'effective', '2025-01-01'],
  ['Observation', ['32389-9'], 'effective', '2025-01-01'],
  ['Observation', ['72514-3'], 'effective', '2025-01-01'],
  ['ServiceRequest', ['72148', '72141', '72158', '72146'], 'authoredOn', '2025-01-01'],
] as const;

const alias = (scope: string, path: string): Elm => ({ type: 'Property', scope, path });
const text = (value: string): Elm => ({ type: 'Literal', valueType: elm('String'), value });

function criterion([type, codes, date, since]: (typeof criteria)[number]): Elm {
  const coded: Elm = {
    type: 'Exists',
    operand: {
      type: 'Query',
      source: [
        {
          alias: 'C',
          expression: alias(
            'R',
            type === 'MedicationRequest' ? 'medication.coding' : 'code.coding',
          ),
        },
      ],
      relationship: [],
      where: {
        type: 'In',
        operand: [alias('C', 'code.value'), { type: 'List', element: codes.map(text) }],
      },
    },
  };
  const isLate: Elm = {
    type: 'GreaterOrEqual',
    operand: [alias('R', `${date}.value`), { type: 'ToDateTime', operand: text(since) }],
  };
  return {
    type: 'Exists',
    operand: {
      type: 'Query',
      source: [{ alias: 'R', expression: { type: 'Retrieve', dataType: fhir(type) } }],
      relationship: [],
      where: codes.length === 0 ? isLate : { type: 'And', operand: [coded, isLate] },
    },
  };
}

const named = (name: string): Elm => ({ type: 'ExpressionRef', name });

/** The library of the measure, as cql-execution reads it. */
export function comparableLibrary(): Elm {
  const one = (name: string, expression: Elm): Elm => ({
    ...{ name, context: 'Patient', accessLevel: 'Public', expression },
  });
  const names = criteria.map((_, index) => `Criterion ${index + 1}`);
  const all = names
    .map(named)
    .reduce((left, right) => ({ type: 'And', operand: [left, right] }) satisfies Elm);
  return {
    library: {
      identifier: { id: 'Comparable', version: '1.0.0' },
      schemaIdentifier: { id: 'urn:hl7-org:elm', version: 'r1' },
      usings: {
        def: [
          { localIdentifier: 'System', uri: 'urn:hl7-org:elm-types:r1' },
          { localIdentifier: 'FHIR', uri: 'http://hl7.org/fhir', version: '4.0.1' },
        ],
      },
      parameters: {
        def: [
          {
            name: 'Measurement Period',
            accessLevel: 'Public',
            parameterTypeSpecifier: {
              type: 'IntervalTypeSpecifier',
              pointType: { type: 'NamedTypeSpecifier', name: elm('DateTime') },
            },
          },
        ],
      },
      statements: {
        def: [
          one('Patient', {
            type: 'SingletonFrom',
            operand: { type: 'Retrieve', dataType: fhir('Patient') },
          }),
          ...criteria.map((asked, index) => one(names[index] ?? '', criterion(asked))),
          one('Initial Population', {
            type: 'Exists',
            operand: { type: 'Retrieve', dataType: fhir('ServiceRequest') },
          }),
          one('Denominator', named('Initial Population')),
          one('Numerator', all),
        ],
      },
    },
  };
}

/** The measure and its library, as fqm-execution reads them. */
export function measureOf(): object {
  const group = ['initial-population', 'denominator', 'numerator'].map((code) => ({
    code: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/measure-population', code }],
    },
    criteria: {
      language: 'text/cql',
      expression: code
        .split('-')
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join(' '),
    },
  }));
  const data = Buffer.from(JSON.stringify(comparableLibrary())).toString('base64');
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        resource: {
          resourceType: 'Measure',
          ...{ id: 'comparable', url: 'http://measures.example/comparable', status: 'active' },
          library: ['http://measures.example/Library/comparable'],
          scoring: {
            coding: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/measure-scoring',
                code: 'proportion',
              },
            ],
          },
          group: [{ population: group }],
        },
      },
      {
        resource: {
          resourceType: 'Library',
          ...{ id: 'comparable', url: 'http://measures.example/Library/comparable' },
          ...{ version: '1.0.0', name: 'Comparable', status: 'active' },
          type: { coding: [{ code: 'logic-library' }] },
          content: [{ contentType: 'application/elm+json', data }],
        },
      },
    ],
  };
}
