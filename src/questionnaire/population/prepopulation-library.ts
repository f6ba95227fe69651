import { gunzipSync } from 'node:zlib';
import type { Extension, Library, Questionnaire, QuestionnaireItem } from 'fhir/r4.js';
import { formCode, itemsOfCode } from '../order-form.ts';
import packed from './prepopulation.json' with { type: 'json' };

/** A library by which forms fill themselves in: in CQL 1.5, and in ELM for those who run it. */
export interface LibraryText {
  readonly cql: string;
  readonly elm: string;
}

/** The name under which its expressions are called. */
export const libraryName = 'SpineImagingPrepopulation';

/** Stands for the base of the canonical URLs in what was translated. */
export const placeholderBase = 'urn:canonical-base';

/** A library as it lies packed in a file. */
export function unpacked({ cql, elm }: LibraryText): LibraryText {
  const text = (base64: string): string => gunzipSync(Buffer.from(base64, 'base64')).toString();
  return { cql: text(cql), elm: text(elm) };
}

interface Definition {
  readonly name: string;
}

interface Elm {
  readonly library: {
    readonly identifier: { readonly id: string; readonly version: string };
    readonly statements: { readonly def: readonly Definition[] };
  };
}

/** The whole library, taken apart by its definitions. */
interface Whole {
  readonly elm: Elm;
  /** The first lines of the CQL, with the functions. */
  readonly head: readonly string[];
  readonly lines: ReadonlyMap<string, string>;
  /** The definitions that each names itself. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

let known: Whole | undefined;

/** Taken apart at the first form that needs it: most services never send one. */
function whole(): Whole {
  if (known !== undefined) return known;
  const { cql, elm: json } = unpacked(packed);
  const elm: Elm = JSON.parse(json);
  const lines = new Map<string, string>();
  const head: string[] = [];
  for (const line of cql.trimEnd().split('\n')) {
    const name = /^define "([^"]*)":/.exec(line)?.[1];
    if (name === undefined) head.push(line);
    else lines.set(name, line);
  }
  const names = new Map(
    elm.library.statements.def.map((one) => [
      one.name,
      [...JSON.stringify(one).matchAll(/"type":"ExpressionRef","name":"([^"]*)"/g)].map(
        ([, name = '']) => name,
      ),
    ]),
  );
  known = { elm, head, lines, names };
  return known;
}

/** The definitions that some answers stand on, and those that these name in turn. */
function neededBy(linkIds: readonly string[], { names }: Whole): ReadonlySet<string> {
  const needed = new Set<string>();
  const open = [...linkIds];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    open.push(...(names.get(name) ?? []));
  }
  return needed;
}

/** The part of the library that the questions of a form need has a name of its own, which holds the form's code. */
export function libraryNameOf(linkIds: Iterable<string>): string {
  return libraryName + formCode(linkIds).replace('-', '');
}

/** The questions that the library of a name answers; undefined where there is no such library. */
export function linkIdsOfLibrary(name: string): readonly string[] | undefined {
  if (!name.startsWith(libraryName)) return undefined;
  const code = name.slice(libraryName.length);
  return itemsOfCode(`${code.slice(0, -checkLength)}-${code.slice(-checkLength)}`);
}

const checkLength = 4;

/** The canonical of a library, without its version. */
export function libraryUrl(canonicalBase: string, name: string): string {
  return `${canonicalBase}/Library/${name}`;
}

/**
 * The Library by which a form with some questions fills itself in (DTR 2.0.1 and 2.2.0, spec-87 to spec-99): their
 * definitions and what these stand on, in CQL and in ELM, for context Patient. It takes nothing but the patient's
 * record.
 */
export function prepopulationLibrary(
  linkIds: readonly string[],
  canonicalBase: string,
  version: string,
): Library {
  const all = whole();
  const needed = neededBy(linkIds, all);
  const name = libraryNameOf(linkIds);
  const cql = [
    `library ${name} version '${version}'`,
    ...all.head.slice(1),
    ...[...all.lines].filter(([one]) => needed.has(one)).map(([, line]) => line),
  ];
  const { library } = all.elm;
  const def = library.statements.def.filter(
    (one) => needed.has(one.name) || !all.lines.has(one.name),
  );
  const elm = {
    library: {
      ...library,
      identifier: { id: name, version },
      statements: { def },
    },
  };
  const content = (contentType: string, text: string) => ({
    contentType,
    data: Buffer.from(text.replaceAll(placeholderBase, canonicalBase)).toString('base64'),
  });
  return {
    resourceType: 'Library',
    id: name,
    url: libraryUrl(canonicalBase, name),
    version,
    name,
    title: 'How the documentation form for a spine imaging order fills itself in',
    status: 'active',
    type: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/library-type',
          code: 'logic-library',
        },
      ],
    },
    subjectCodeableConcept: {
      coding: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Patient' }],
    },
    content: [
      content('text/cql', `${cql.join('\n')}\n`),
      content('application/elm+json', JSON.stringify(elm)),
    ],
  };
}

const cqfLibrary = 'http://hl7.org/fhir/StructureDefinition/cqf-library';

/** Whether a form fills itself in by CQL. */
export function isInCql({ extension = [] }: Questionnaire): boolean {
  return extension.some(({ url }) => url === cqfLibrary);
}

/**
 * A form that fills itself in by CQL instead of FHIRPath and queries, as DTR 2.0.1 asks it to: every question that had
 * an expression names the definition of its answer, and the form its Library.
 * @param linkIds all that the form can ask
 */
export function inCql(
  form: Questionnaire,
  linkIds: readonly string[],
  canonicalBase: string,
): Questionnaire {
  const { item, extension = [], version } = form;
  const name = libraryNameOf(linkIds);
  return {
    ...form,
    extension: [
      { url: cqfLibrary, valueCanonical: `${libraryUrl(canonicalBase, name)}|${version}` },
      ...extension.filter(({ url }) => !url.endsWith('/StructureDefinition/variable')),
    ],
    ...(item === undefined ? {} : { item: item.map((one) => itemInCql(one, name)) }),
  };
}

/** A question that fills itself in by the definition of its answer in a library, and those below it. */
export function itemInCql(item: QuestionnaireItem, library: string): QuestionnaireItem {
  const { extension, item: below } = item;
  const expression = `"${library}"."${item.linkId}"`;
  const changed = (one: Extension): Extension =>
    one.url.endsWith('/sdc-questionnaire-initialExpression')
      ? { url: one.url, valueExpression: { language: 'text/cql-identifier', expression } }
      : one;
  return {
    ...item,
    ...(extension === undefined ? {} : { extension: extension.map(changed) }),
    ...(below === undefined ? {} : { item: below.map((one) => itemInCql(one, library)) }),
  };
}
