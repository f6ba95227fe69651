import type { ValueSet } from 'fhir/r4.js';
import { answerSystem } from '../questionnaire/answer-codes.ts';
import { typedItems } from '../questionnaire/typed-items.ts';

/**
 * The answers of every choice item as a ValueSet, by its id: for clients that look them up rather than in the form.
 * @param version that of the guideline
 */
export function answerValueSets(canonicalBase: string, version: string): readonly ValueSet[] {
  return typedItems.flatMap(({ linkId, text, options = [] }): ValueSet[] => {
    if (options.length === 0) return [];
    const id = `answers-${linkId.replaceAll('.', '-')}`;
    return [
      {
        resourceType: 'ValueSet',
        id,
        url: `${canonicalBase}/ValueSet/${id}`,
        version,
        name: id.replaceAll(/(^|-)(.)/g, (_all, _dash, letter: string) => letter.toUpperCase()),
        title: `Answers to: ${text}`,
        status: 'active',
        compose: {
          include: [
            {
              system: answerSystem(canonicalBase),
              version,
              concept: options.map(([code, display]) => ({ code, display })),
            },
          ],
        },
      },
    ];
  });
}

/** The ValueSet with its expansion as of now (DTR 2.2.0, oper-5); every code of the answers is active. */
export function expanded(valueSet: ValueSet, asOf: Date): ValueSet {
  const contains = (valueSet.compose?.include ?? []).flatMap(({ system, version, concept = [] }) =>
    concept.map(({ code, display }) => ({
      ...(system === undefined ? {} : { system }),
      ...(version === undefined ? {} : { version }),
      code,
      ...(display === undefined ? {} : { display }),
    })),
  );
  return {
    ...valueSet,
    expansion: { timestamp: asOf.toISOString(), total: contains.length, contains },
  };
}
