import { codeText, type Fields, fieldsOf, listOf, localReference, referenceOf } from './fields.ts';

/** Statuses of contacts that did not take place, or are of nobody. */
const none: ReadonlySet<unknown> = new Set(['entered-in-error', 'cancelled']);

/** What is given or measured at a contact that is only planned was not yet. */
const notYet: ReadonlySet<unknown> = new Set([...none, 'planned']);

/** What is said to have been found or done at a contact, or as a part of something. */
const ofContacts: ReadonlySet<unknown> = new Set(['Procedure', 'Observation', 'Condition']);

/** Visits that were none, and courses that were not done: what is recorded of them is no evidence of its own. */
export class ContactsThatWereNone {
  readonly #resources: readonly unknown[];
  #statuses: ReadonlyMap<string, unknown> | undefined;

  constructor(resources: readonly unknown[]) {
    this.#resources = resources;
  }

  /** A record as it is read: one of a contact that was none is taken back, as by a note on it. */
  read(fields: Fields): Fields {
    const { resourceType, encounter, partOf } = fields;
    if (!ofContacts.has(resourceType) || (encounter === undefined && partOf === undefined))
      return fields;
    this.#statuses ??= this.#statusesOfNone();
    if (this.#statuses.size === 0) return fields;
    const refused = resourceType === 'Procedure' ? notYet : none;
    const isOfNone = [...listOf(encounter), ...listOf(partOf)].some((one) => {
      const status = this.#statuses?.get(localReference(referenceOf(one) ?? ''));
      return status === 'not-done' || refused.has(status);
    });
    return isOfNone ? { ...fields, note: [...listOf(fields.note), takenBack] } : fields;
  }

  #statusesOfNone(): ReadonlyMap<string, unknown> {
    const found = new Map<string, unknown>();
    for (const resource of this.#resources) {
      const fields = fieldsOf(resource);
      const type = fields?.resourceType;
      if (fields === undefined || (type !== 'Encounter' && type !== 'Procedure')) continue;
      const { status, id } = fields;
      const isNone = notYet.has(status) || (type === 'Procedure' && status === 'not-done');
      if (isNone) found.set(`${type}/${codeText(id) ?? ''}`, status);
    }
    return found;
  }
}

const takenBack: Fields = { text: 'Entered in error' };
