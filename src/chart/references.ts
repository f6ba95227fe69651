import { codeText, type Fields, fieldsOf, listOf, localReference, referenceOf } from './fields.ts';

/**
 * What a reference means on one chart: relative, absolute or with a version, it is the same resource. The patient is
 * known by an identifier too. References to the `fullUrl` of a Bundle's entry were resolved where the Bundle was opened.
 */
export class References {
  readonly #patient: string;
  readonly #urn: string;
  readonly #resources: readonly unknown[];
  #identifiers: ReadonlySet<string> | undefined;
  /** Made once a reference is followed that no index of facts knows. */
  #byReference: ReadonlyMap<string, Fields> | undefined;
  /** Made once it is asked of what panel an Observation is. */
  #panels: ReadonlyMap<string, Fields> | undefined;

  /**
   * @param patientId the call's patient
   * @param resources where the patient's identifiers are looked for, once a reference names nothing else
   */
  constructor(patientId: string, resources: readonly unknown[]) {
    this.#patient = `Patient/${patientId}`;
    this.#urn = `urn:uuid:${patientId}`;
    this.#resources = resources;
  }

  /** `Type/id` of a reference as it was written; a contained one (`#x`) as it is. */
  resolve(reference: string): string {
    const plain = withoutVersion(reference);
    return plain === this.#urn ? this.#patient : withTypeName(localReference(plain));
  }

  /** Whether a Reference names the call's patient: by reference, or by identifier where it has no reference. */
  isPatient(subject: unknown): boolean {
    const fields = fieldsOf(subject);
    if (fields?.reference === this.#patient) return true;
    const reference = referenceOf(subject);
    if (reference !== undefined) return this.resolve(reference) === this.#patient;
    const identifier = fieldsOf(fields?.identifier);
    const key = identifier === undefined ? undefined : keyOf(identifier);
    if (key === undefined) return false;
    this.#identifiers ??= this.#identifiersOfPatient();
    return this.#identifiers.has(key);
  }

  /** The resource that a reference names, where the chart holds it. */
  resourceAt(reference: string): Fields | undefined {
    this.#byReference ??= this.#indexed();
    return this.#byReference.get(this.resolve(reference));
  }

  /** The Observation that an Observation is a member of. */
  panelOf(reference: string): Fields | undefined {
    this.#panels ??= this.#panelsByMember();
    return this.#panels.size === 0 ? undefined : this.#panels.get(reference);
  }

  #panelsByMember(): ReadonlyMap<string, Fields> {
    const panels = new Map<string, Fields>();
    for (const resource of this.#resources) {
      const fields = fieldsOf(resource);
      if (fields?.hasMember === undefined) continue;
      for (const member of listOf(fields.hasMember)) {
        const reference = referenceOf(member);
        if (reference !== undefined) panels.set(this.resolve(reference), fields);
      }
    }
    return panels;
  }

  #indexed(): ReadonlyMap<string, Fields> {
    const index = new Map<string, Fields>();
    for (const resource of this.#resources) {
      const fields = fieldsOf(resource);
      if (fields !== undefined) index.set(referenceTo(fields), fields);
    }
    return index;
  }

  #identifiersOfPatient(): ReadonlySet<string> {
    const keys = new Set<string>();
    for (const resource of this.#resources) {
      const fields = fieldsOf(resource);
      if (fields?.resourceType !== 'Patient' || referenceTo(fields) !== this.#patient) continue;
      for (const identifier of listOf(fields.identifier)) {
        const key = keyOf(identifier);
        if (key !== undefined) keys.add(key);
      }
    }
    return keys;
  }
}

/**
 * A reference with its type in FHIR's spelling. A system that writes `patient/1` means `Patient/1`; taken for somebody
 * else, the patient would seem to have an empty chart.
 */
export function withTypeName(reference: string): string {
  return reference.replace(/^patient\//i, 'Patient/');
}

/** `Type/id` of a resource. */
export function referenceTo(fields: {
  readonly resourceType?: unknown;
  readonly id?: unknown;
}): string {
  return `${codeText(fields.resourceType) ?? ''}/${codeText(fields.id) ?? ''}`;
}

function withoutVersion(reference: string): string {
  return reference.replace(/\/_history\/[^/]*$/, '');
}

function keyOf(identifier: Fields): string | undefined {
  const value = codeText(identifier.value);
  return value === undefined ? undefined : `${codeText(identifier.system) ?? ''}|${value}`;
}

/** The contained resource that a reference of its container names (`#x`). */
export function containedAt(reference: string, contained: unknown): Fields | undefined {
  if (!reference.startsWith('#')) return undefined;
  return listOf(contained).find((one) => one.id === reference.slice(1));
}
