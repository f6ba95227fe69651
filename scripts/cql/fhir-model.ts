import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DomUtils, parseDocument } from 'htmlparser2';

/** An element of a type of FHIR: the types that it may have, several for a choice, and whether it repeats. */
export interface ModelElement {
  readonly types: readonly string[];
  readonly isList: boolean;
}

/** The types of FHIR R4 as CQL knows them (`FHIR.Condition`, `FHIR.code`, …). */
export interface FhirModel {
  /** An element by its name; undefined where the type has none of that name. */
  element(type: string, name: string): ModelElement | undefined;
  /** The type of CQL's own that a primitive of FHIR holds as its value; undefined for what is no primitive. */
  primitive(type: string): string | undefined;
}

/** The model information of FHIR 4.0.1 as XML, which the translator from CQL to ELM needs as well. */
export function fhirModelXml(): string {
  const folder = createRequire(import.meta.url).resolve('cql-exec-fhir');
  return readFileSync(new URL(`file://${folder}/../modelInfos/fhir-modelinfo-4.0.1.xml`), 'utf8');
}

/** Reads the types out of the model information. */
export function readFhirModel(xml: string): FhirModel {
  const types = new Map<string, { base: string; elements: Map<string, ModelElement> }>();
  for (const info of tagsIn(parseDocument(xml, { xmlMode: true }).children, 'typeInfo', true)) {
    const elements = new Map<string, ModelElement>();
    for (const one of tagsIn(info.children, 'element')) {
      elements.set(one.attribs.name ?? '', elementOf(one));
    }
    types.set(`FHIR.${info.attribs.name}`, { base: info.attribs.baseType ?? '', elements });
  }
  const element = (type: string, name: string): ModelElement | undefined => {
    const known = types.get(type);
    return known === undefined
      ? undefined
      : (known.elements.get(name) ?? element(known.base, name));
  };
  return {
    element,
    primitive: (type) => {
      const [only, ...others] = element(type, 'value')?.types ?? [];
      return others.length === 0 && only?.startsWith('System.') === true ? only : undefined;
    },
  };
}

function elementOf(element: Element): ModelElement {
  const { elementType } = element.attribs;
  if (elementType !== undefined) return { types: [elementType], isList: false };
  const [specifier] = tagsIn(element.children, 'elementTypeSpecifier');
  if (specifier === undefined) throw new Error(`no type for ${element.attribs.name}`);
  const isList = specifier.attribs['xsi:type'] === 'ListTypeSpecifier';
  const named = specifier.attribs.elementType;
  if (named !== undefined) return { types: [named], isList };
  const types = tagsIn(specifier.children, isList ? 'elementTypeSpecifier' : 'choice');
  return { types: types.map(({ attribs }) => `${attribs.namespace}.${attribs.name}`), isList };
}

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/** The elements of a name directly below some nodes, or anywhere below where none stands in another. */
function tagsIn(nodes: Element['children'], name: string, isDeep = false): readonly Element[] {
  return DomUtils.getElementsByTagName(name, nodes, isDeep);
}
