import { RequestProblem } from '../cds/request-problem.ts';
import type { HookRequest } from '../cds/types.ts';

/** How a caller speaks Coverage Requirements Discovery (Da Vinci CRD 2.0.1 and 2.2.1). */
export interface CrdRequest {
  /** The request declares CRD by any `davinci-crd.*` extension; only then CRD's errors apply. */
  readonly isDeclared: boolean;
  /** The version asked for; undefined gives the payload that is valid in both. */
  readonly version: '2.0' | '2.2' | undefined;
  /** Whether a configuration option is on: all are, unless the caller turned one off. */
  readonly isOn: (code: string) => boolean;
}

/**
 * Reads the CRD extensions of a hook request. What else is unknown or of the wrong type is ignored.
 * @throws RequestProblem 400 where a version is asked for that is not served (CRD 2.2.1, request extension)
 */
export function readCrdRequest(request: HookRequest): CrdRequest {
  const extension = request.extension ?? {};
  // Looked up by the codes that are asked for: there can be any number of others.
  const configuration = Object(extension['davinci-crd.configuration']);
  return {
    isDeclared: Object.keys(extension).some((key) => key.startsWith('davinci-crd.')),
    version: versionOf(extension['davinci-crd.requestedVersion']),
    isOn: (code) => configuration[code] !== false,
  };
}

/** A patch version counts as its minor version. */
function versionOf(asked: unknown): CrdRequest['version'] {
  if (asked === undefined || asked === null) return undefined;
  const [, served] =
    typeof asked === 'string' ? (/^(2\.0|2\.2)(?:\.\d{1,3})?$/.exec(asked) ?? []) : [];
  if (served === '2.0' || served === '2.2') return served;
  throw new RequestProblem(
    400,
    'extension.davinci-crd.requestedVersion',
    'this version is not served; ask for one that GET /cds-services lists: 2.0 or 2.2',
  );
}

/** One configuration option, as discovery lists it. */
export interface ConfigurationOption {
  readonly code: string;
  readonly type: 'boolean';
  readonly name: string;
  readonly description: string;
  readonly default: boolean;
}

/** An option for each type of card, and for coverage information; each is on unless turned off. */
export const configurationOptions: readonly ConfigurationOption[] = [
  ['coverage-info', 'Coverage information', 'Adds coverage information to the signed orders.'],
  [
    'clinical-reminder',
    'Red flags',
    'Cards about documented red flags and the study that they need.',
  ],
  ['off-guideline', 'Not supported', 'Cards about studies that the guideline does not support.'],
  [
    'therapy-alternatives-req',
    'Required first',
    'Cards about X-rays, treatment and evaluations that must come first.',
  ],
  [
    'therapy-alternatives-opt',
    'Preferred study',
    'Cards that propose the study that the guideline prefers.',
  ],
  [
    'duplicate-therapy',
    'Similar studies',
    'Cards about similar studies that are ordered together.',
  ],
  [
    'guideline',
    'Guideline and documentation',
    'Cards about missing documentation, the form for it, and other guidelines that apply.',
  ],
].map(([code = '', name = '', description = '']) => ({
  code,
  type: 'boolean',
  name,
  description,
  default: true,
}));

/** What discovery says of CRD, in a service's `extension`. */
export const crdDiscovery: Readonly<Record<string, unknown>> = Object.freeze({
  'davinci-crd.version': ['2.0', '2.2'],
  'davinci-crd.configuration-options': configurationOptions,
});
