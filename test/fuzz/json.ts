/** A JSON object whose shape nobody has looked at. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is something else. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The objects of a list; none where it is no list. */
export function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The value as text; an empty one where it is something else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
