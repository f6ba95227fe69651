/** A resource of an export as it was read: nothing about it is trusted. */
export type Json = Readonly<Record<string, unknown>>;

/** An object's members, or undefined where the value is no object. */
export function objectOf(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list. */
export function objectsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A copy without the members that are named. */
export function without(resource: Json, ...names: readonly string[]): Json {
  const copy: Record<string, unknown> = { ...resource };
  for (const name of names) delete copy[name];
  return copy;
}

/** `Type/id` of a relative, absolute or versioned reference. */
export function localReference(value: unknown): string | undefined {
  const reference = text(objectOf(value)?.reference);
  if (reference === undefined) return undefined;
  const version = reference.indexOf('/_history/');
  const plain = version < 0 ? reference : reference.slice(0, version);
  const beforeId = plain.lastIndexOf('/');
  if (beforeId <= 0) return beforeId < 0 ? undefined : plain;
  return plain.slice(plain.lastIndexOf('/', beforeId - 1) + 1);
}
