import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { messageOf } from '../message-of.ts';
import type { SiteEvidence } from '../site-evidence/site-evidence.ts';
import { SettingsError } from './settings.ts';

const expression = z.string().min(1).max(2000);

const factsSchema = z
  .array(
    z.strictObject({
      fact: z.string(),
      resource: z.string(),
      where: expression,
      date: expression.optional(),
      value: expression.optional(),
    }),
  )
  .max(200);

const name = z.string().min(1).max(200);

const fileSchema = z.strictObject({
  facts: factsSchema.default([]),
  codes: z
    .array(
      z.strictObject({
        system: name.optional(),
        code: name.optional(),
        words: name.optional(),
        is: z.strictObject({
          system: z.enum(['cpt', 'hcpcs', 'icd10cm', 'snomed', 'loinc', 'rxnorm', 'class']),
          code: name,
        }),
      }),
    )
    .max(2000)
    .default([]),
});

/** An array holds facts alone. */
const factsAlone = factsSchema.transform((facts) => ({ facts, codes: [] }));

/**
 * The mappings of a hospital's own data to facts, checked and compiled. FHIRPath and its model are loaded
 * only here, so that a service without mappings starts without them.
 * @param path the SITE_EVIDENCE_FILE setting
 * @throws SettingsError that names the entry, the expression and the place of a fault in it
 */
export async function readSiteEvidence(
  path: string | undefined,
): Promise<SiteEvidence | undefined> {
  if (path === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = messageOf(error);
    throw wrongFile(path, `it cannot be read as JSON (${why})`);
  }
  const schema = Array.isArray(json) ? factsAlone : fileSchema;
  const outcome = schema.safeParse(json);
  if (!outcome.success) throw wrongFile(path, outcome.error.issues.map(problemOf).join('; '));
  const { siteEvidence, SiteCodeError, SiteEvidenceError } = await import(
    '../site-evidence/site-evidence.ts'
  );
  try {
    return siteEvidence(outcome.data.facts, outcome.data.codes);
  } catch (error) {
    if (error instanceof SiteEvidenceError || error instanceof SiteCodeError)
      throw wrongFile(path, error.message);
    throw error;
  }
}

function problemOf({ path, message }: z.core.$ZodIssue): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return path.length === 0 ? message : `${place.join('')}: ${message}`;
}

function wrongFile(path: string, problem: string): SettingsError {
  return new SettingsError(
    `SITE_EVIDENCE_FILE is "${path}", but ${problem}; expected a JSON array of {fact, resource, where, date?, value?}, or an object of facts and codes, as docs/site-evidence.md describes it.`,
  );
}
