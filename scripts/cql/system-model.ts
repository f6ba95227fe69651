/** The types of CQL itself (CQL 1.5, appendix B) and what the structured ones hold, for the translator to ELM. */
const simple = [
  ...['Any', 'Boolean', 'Integer', 'Long', 'Decimal', 'String'],
  ...['Date', 'DateTime', 'Time'],
];

const structured: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Quantity: { value: 'Decimal', unit: 'String' },
  Ratio: { numerator: 'Quantity', denominator: 'Quantity' },
  Code: { code: 'String', system: 'String', version: 'String', display: 'String' },
  Concept: { codes: 'List<Code>', display: 'String' },
  Vocabulary: { id: 'String', version: 'String', name: 'String' },
  CodeSystem: {},
  ValueSet: { codesystems: 'List<CodeSystem>' },
};

const baseOf = (name: string): string =>
  name === 'CodeSystem' || name === 'ValueSet' ? 'Vocabulary' : 'Any';

function element([name, type]: readonly [string, string]): string {
  const listed = /^List<(.*)>$/.exec(type)?.[1];
  return listed === undefined
    ? `<element name="${name}" elementType="System.${type}"/>`
    : `<element name="${name}"><elementTypeSpecifier xsi:type="ListTypeSpecifier" elementType="System.${listed}"/></element>`;
}

/** The model information of the `System` model, as XML. */
export function systemModelXml(): string {
  const types = [
    ...simple.map((name) => {
      const base = name === 'Any' ? '' : ' baseType="System.Any"';
      return `<typeInfo xsi:type="SimpleTypeInfo" name="System.${name}"${base}/>`;
    }),
    ...Object.entries(structured).map(([name, elements]) => {
      const held = Object.entries(elements).map(element).join('');
      return `<typeInfo xsi:type="ClassInfo" name="System.${name}" baseType="System.${baseOf(name)}">${held}</typeInfo>`;
    }),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<modelInfo xmlns="urn:hl7-org:elm-modelinfo:r1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    ' name="System" version="1.0.0" url="urn:hl7-org:elm-types:r1" targetQualifier="system">',
    ...types,
    '</modelInfo>',
  ].join('\n');
}
