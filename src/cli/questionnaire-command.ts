import { populate } from '../questionnaire/populate.ts';
import { CommandError } from './command-error.ts';
import { readRequestFile } from './request-file.ts';

/**
 * `questionnaire FILE [--as-of DATE]`: the documentation response for the orders of a hook request, or of a vignette,
 * with everything that its prefetch answers already.
 */
export function questionnaireCommand(path: string, options: { readonly asOf?: string }): void {
  const { request, asOf, resources } = readRequestFile(path, options.asOf);
  const { patientId, draftOrders } = request.context;
  if (typeof patientId !== 'string') {
    throw new CommandError(`${path} has no context.patientId.`);
  }
  const canonicalBase = process.env.CANONICAL_BASE ?? 'https://spine-imaging-cds.example.org/fhir';
  const response = populate({ patientId, resources, draftOrders, asOf, canonicalBase });
  if (response === undefined) {
    throw new CommandError(`${path}: none of its draft orders is spine imaging.`);
  }
  console.log(JSON.stringify(response, null, 2));
}
