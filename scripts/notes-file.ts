import { readFileSync } from 'node:fs';
import { z } from 'zod';

const regions = ['cervical', 'thoracic', 'lumbar', 'sacrum-coccyx', 'sacroiliac'] as const;

const note = z.object({
  id: z.string(),
  type: z.string(),
  date: z.iso.date(),
  text: z.string(),
  episode: z
    .object({ onset: z.iso.date().exactOptional(), region: z.enum(regions).exactOptional() })
    .exactOptional(),
});

const labelled = note.extend({
  expected: z.array(
    z.object({ linkId: z.string(), value: z.union([z.boolean(), z.number(), z.string()]) }),
  ),
  traps: z.array(z.object({ linkId: z.string(), quote: z.string() })),
});

/** The notes of a JSON file. @throws Error that names the place of what is not a note */
export function readNotesFile(path: string) {
  return parsed(path, z.array(note));
}

/** The labelled notes of a JSON file. @throws Error that names the place of what is not one */
export function readLabelledFile(path: string) {
  return parsed(path, z.array(labelled));
}

function parsed<Value>(path: string, schema: z.ZodType<Value>): Value {
  const result = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`);
  return result.data;
}
