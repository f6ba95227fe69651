import { type Fields, listOf, textOf, wordsOf } from './fields.ts';
import { textsOfForm } from './form-texts.ts';

/** Where records of each type hold free text, beside their reasons and their notes. */
const further: ReadonlyMap<unknown, (fields: Fields) => readonly unknown[]> = new Map(
  Object.entries<(fields: Fields) => readonly unknown[]>({
    Flag: ({ code }) => [wordsOf(code)],
    Communication: ({ payload, topic, reasonCode }) => [
      wordsOf(topic),
      ...listOf(reasonCode).map(wordsOf),
      ...listOf(payload).map(({ contentString }) => contentString),
    ],
    MedicationRequest: ({ dosageInstruction }) => listOf(dosageInstruction).flatMap(textsOfDose),
    MedicationStatement: ({ dosage }) => listOf(dosage).flatMap(textsOfDose),
    ServiceRequest: ({ orderDetail }) => listOf(orderDetail).map(wordsOf),
    QuestionnaireResponse: textsOfForm,
    Goal: ({ description }) => [wordsOf(description)],
    Device: ({ safety, property }) => [
      ...listOf(safety).map(wordsOf),
      ...listOf(property).flatMap(({ type, valueCode }) => [
        wordsOf(type),
        ...listOf(valueCode).map(wordsOf),
      ]),
    ],
  }),
);

function textsOfDose({
  text,
  patientInstruction,
  additionalInstruction,
}: Fields): readonly unknown[] {
  return [text, patientInstruction, ...listOf(additionalInstruction).map(wordsOf)];
}

/** What a record says in words that no code stands for: its notes, and the fields of its type that hold free text. */
export function freeTextsOf(fields: Fields): readonly string[] {
  const { note, resourceType } = fields;
  const read = further.get(resourceType);
  if (note === undefined && read === undefined) return none;
  const texts = [...listOf(note).map(({ text }) => text), ...(read?.(fields) ?? none)];
  return texts.flatMap((one) => {
    const text = textOf(one);
    return text === undefined || text === '' ? [] : [text];
  });
}

const none: readonly never[] = [];
