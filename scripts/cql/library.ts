import { answerSystem } from '../../src/questionnaire/answer-codes.ts';
import { populationExpression } from '../../src/questionnaire/population/initial-expressions.ts';
import { libraryName } from '../../src/questionnaire/population/prepopulation-library.ts';
import { populationVariables } from '../../src/questionnaire/population/variables.ts';
import { answerableLinkIds } from '../../src/questionnaire/questionnaire.ts';
import { fhirModelXml, readFhirModel } from './fhir-model.ts';
import { type Cql, toCql } from './to-cql.ts';

/**
 * The library by which forms fill themselves in, in CQL 1.5: what the FHIRPath expressions of the questions and their
 * variables say, one definition a line, each below those that it names. An answer is defined under its linkId.
 * @param canonicalBase the base of the canonical URLs, of which that of the answers' codes is one
 */
export function prepopulationCql(canonicalBase: string): string {
  const model = readFhirModel(fhirModelXml());
  const lines: string[] = [];
  const define = (name: string, text: string): void =>
    void lines.push(`define ${quoted(name)}: ${text}`);
  const shared = new Map<string, string>();
  const share = (text: string): string => {
    const known = shared.get(text);
    if (known !== undefined) return known;
    const name = `part ${shared.size + 1}`;
    define(name, text);
    shared.set(text, quoted(name));
    return quoted(name);
  };
  const patient: Cql = { text: 'Patient', types: ['FHIR.Patient'], isList: false };
  const variables = new Map<string, Cql>([['patient', patient]]);
  const translated = (expression: string): Cql =>
    // What a query finds are resources here, not a Bundle; and a factory makes what CQL has by itself.
    toCql(
      expression
        .replaceAll(/%(\w+)\.entry\.resource/g, '%$1')
        .replaceAll('%factory.Coding', 'Coding'),
      { model, variables, share, self: patient, depth: 0 },
    );
  for (const { name, language, expression } of populationVariables()) {
    const made = language === 'text/fhirpath' ? translated(expression) : retrieved(expression);
    define(name, made.text);
    variables.set(name, { ...made, text: quoted(name) });
  }
  for (const linkId of [...answerableLinkIds()].sort()) {
    define(linkId, translated(populationExpression(linkId, answerSystem(canonicalBase))).text);
  }
  return [
    `library ${libraryName} version '1'`,
    "using FHIR version '4.0.1'",
    'context Patient',
    ...single,
    ...lines,
    '',
  ].join('\n');
}

const quoted = (name: string): string => `"${name}"`;

/** The only one of a list, as FHIRPath compares it; nothing where there are several. */
const single = ['String', 'Date', 'DateTime', 'Boolean', 'Decimal', 'Integer'].map(
  (type) =>
    `define function "only"(found List<System.${type}>): if Count(found) = 1 then First(found) else null`,
);

/** What a query by FHIR's search parameters finds of the patient. */
function retrieved(query: string): Cql {
  const [type = '', parameters = ''] = query.split('?');
  const asked = new URLSearchParams(parameters);
  const among = (values: string): string =>
    `{ ${values
      .split(',')
      .map((value) => `'${value}'`)
      .join(', ')} }`;
  const status = asked.get('status');
  const code = asked.get('code');
  const conditions = [
    ...(status === null ? [] : [`Found.status.value in ${among(status)}`]),
    ...(code === null
      ? []
      : [
          `exists(Found.code.coding Coded where (Coded.system.value + '|' + Coded.code.value) in ${among(code)})`,
        ]),
  ];
  const text =
    conditions.length === 0 ? `[${type}]` : `([${type}] Found where ${conditions.join(' and ')})`;
  return { text, types: [`FHIR.${type}`], isList: true };
}
