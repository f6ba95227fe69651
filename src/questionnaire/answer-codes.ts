import type { CodeSystem } from 'fhir/r4.js';
import { typedItems } from './typed-items.ts';

/** The system of the codes that choice items are answered with. */
export function answerSystem(canonicalBase: string): string {
  return `${canonicalBase}/CodeSystem/spine-imaging-answers`;
}

/** The codes of every choice item, as a CodeSystem; its version is that of the guideline. */
export function answerCodeSystem(canonicalBase: string, version: string): CodeSystem {
  const displays = new Map(typedItems.flatMap((item) => item.options ?? []));
  return {
    resourceType: 'CodeSystem',
    id: 'spine-imaging-answers',
    url: answerSystem(canonicalBase),
    version,
    name: 'SpineImagingAnswers',
    title: 'Answers of the documentation for spine imaging',
    status: 'active',
    content: 'complete',
    caseSensitive: true,
    concept: [...displays].map(([code, display]) => ({ code, display })),
  };
}
