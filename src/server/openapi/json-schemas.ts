import * as z from 'zod';

/** A part of an OpenAPI document. */
export type Described = { readonly [keyword: string]: unknown };

/**
 * Schemas as an OpenAPI 3.1 document has them (JSON Schema 2020-12): each under its name, where it comes up in
 * another one by reference.
 */
export function jsonSchemas(schemas: Readonly<Record<string, z.ZodType>>): Described {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) named.add(schema, { id });
  const { schemas: made } = z.toJSONSchema(named, {
    // What a schema takes in: a time is a text to whoever sends it.
    io: 'input',
    unrepresentable: 'any',
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(made).map(([name, { $schema: _same, $id: _place, ...schema }]) => [
      name,
      schema,
    ]),
  );
}
