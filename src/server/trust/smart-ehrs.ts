import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { SettingsError } from '../settings.ts';

/** An EHR that may launch the form. */
export interface SmartEhr {
  /** The FHIR base, as the launch names it in `iss`. */
  readonly issuer: string;
  /** As which the form is registered there. */
  readonly clientId: string;
  /** Origins that the page speaks to and may be framed by, beside the issuer's own. */
  readonly origins: readonly string[];
  /** The address of a screen from which the whole can be tried; such an EHR lets the form start by itself, too. */
  readonly demonstration?: string;
}

const fileSchema = z.array(
  z.strictObject({
    issuer: z.url({ protocol: /^https?$/ }),
    clientId: z.string().min(1),
    origins: z.array(z.url({ protocol: /^https?$/ })).default([]),
    demonstration: z.url({ protocol: /^https?$/ }).optional(),
  }),
);

/**
 * The EHRs of the SMART_EHRS file; none where it is not set.
 * @throws SettingsError that says what is wrong with the file
 */
export function readSmartEhrs(path: string | undefined): readonly SmartEhr[] {
  if (path === undefined) return [];
  try {
    return fileSchema
      .parse(JSON.parse(readFileSync(path, 'utf8')))
      .map(({ issuer, clientId, origins, demonstration }) => ({
        issuer: issuer.replace(/\/+$/, ''),
        clientId,
        origins: [...new Set([issuer, ...origins].map((one) => new URL(one).origin))],
        ...(demonstration === undefined ? {} : { demonstration }),
      }));
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? `${error.issues[0]?.path.map(String).join('.')}: ${error.issues[0]?.message}`
        : 'it cannot be read as JSON';
    throw new SettingsError(
      `SMART_EHRS is ${JSON.stringify(path)}; expected the path of a JSON list of {issuer, clientId, origins, demonstration}, but ${why}.`,
    );
  }
}
