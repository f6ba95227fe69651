/** As much of an OpenAPI 3.1 document as the page shows. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Operation {
  readonly summary: string;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Content }>
  >;
}

type Content = Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>;

/** JSON Schema 2020-12, as far as it comes up. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** The name of the schema that another one refers to. */
export function referred({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1);
}

/**
 * A type in a few words: `list of Card`, `text or null`, `"info" or "warning"`. Names of schemas are marked by
 * `named`.
 */
export function typeWords<Part>(
  schema: Schema,
  named: (name: string) => Part,
): readonly (Part | string)[] {
  const name = referred(schema);
  if (name !== undefined) return [named(name)];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    return choices.flatMap((one, index) => [
      ...(index === 0 ? [] : [' or ']),
      ...typeWords(one, named),
    ]);
  }
  if (schema.enum !== undefined) return [schema.enum.map(String).join(' | ')];
  if (schema.const !== undefined) return [String(schema.const)];
  if (schema.type === 'array') return ['list of ', ...typeWords(schema.items ?? {}, named)];
  if (schema.type === 'object' && schema.properties === undefined) {
    const { additionalProperties: values } = schema;
    const isMap = typeof values === 'object' && Object.keys(values).length > 0;
    return isMap ? ['by key: ', ...typeWords(values, named)] : ['object'];
  }
  if (schema.format !== undefined) return [schema.format];
  const [type = 'anything'] = [schema.type ?? []].flat();
  return [type === 'string' ? 'text' : type];
}
