/** A JSON Schema (2020-12), as OpenAPI 3.1 uses it. */
export type JsonSchema = { readonly [keyword: string]: unknown };

export const text = { type: 'string' } as const;
export const filledText = { type: 'string', minLength: 1 } as const;
export const count = { type: 'integer', minimum: 0 } as const;
export const time = { type: 'string', format: 'date-time' } as const;
export const resource = ref('Resource');

export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

export function list(items: JsonSchema, minItems = 1): JsonSchema {
  return { type: 'array', items, minItems };
}

/** An object with exactly these fields; those named in `optional` may be absent. */
export function exactly(properties: JsonSchema, optional: readonly string[] = []): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: false,
  };
}

/** An object with at least these fields, in a message from a client: what is unknown is ignored. */
export function atLeast(properties: JsonSchema, optional: readonly string[] = []): JsonSchema {
  const { additionalProperties: _closed, ...open } = exactly(properties, optional);
  return open;
}
