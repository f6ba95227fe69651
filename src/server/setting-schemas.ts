import * as z from 'zod';
import type { LinkBase } from '../fhir/fhir-reader.ts';
import { parseUrl, withoutSlashes } from '../fhir/parse-url.ts';
import { studyByCpt } from '../terminology/study-catalogue.ts';
import { silencedNames, silenceOfText } from './silence.ts';

const signatureAlgorithms = ['ES384', 'RS384', 'ES256', 'RS256'] as const;

export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

const wholeNumber = (least: number, most: number, unit: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .describe(`a whole number of ${unit} from ${least} to ${most}`);

const httpUrl = z
  .string()
  .transform((text) => parseUrl(text))
  .refine((url) => url !== undefined && isPlainHttpUrl(url))
  .transform((url) => withoutSlashes(url?.href ?? ''));

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const trueOrFalse = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .describe('true or false');

/** One entry a setting: how its text is read, and in `describe` what is expected of it. */
export const schemas = {
  PORT: wholeNumber(0, 65535, 'the port').describe('a port number from 0 to 65535').optional(),
  HOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/)
    .describe('an address or a host name to listen on')
    .optional(),
  WORKERS: wholeNumber(1, 64, 'processes').optional(),
  PUBLIC_BASE_URL: httpUrl
    .describe('an http or https URL without user, query or fragment')
    .optional(),
  TRUSTED_CLIENTS: z.string().describe('the path of a JSON file').optional(),
  TRUST_SANDBOX: trueOrFalse.optional(),
  SANDBOX_RATING: trueOrFalse.optional(),
  SILENT: silenceOfText
    .describe(`true, false or a comma-separated list of ${silencedNames}`)
    .optional(),
  AUTH: z.enum(['required', 'off']).describe('required or off').optional(),
  JWT_ALGORITHMS: list
    .pipe(z.array(z.enum(signatureAlgorithms)).min(1))
    .describe(`a comma-separated list of ${signatureAlgorithms.join(', ')}`)
    .optional(),
  REPLAY_WITHOUT_STORE: z.enum(['refuse', 'accept']).describe('refuse or accept').optional(),
  FHIR_SERVERS: list
    .pipe(z.array(httpUrl))
    .describe('a comma-separated list of FHIR base URLs (http or https)')
    .optional(),
  FHIR_LINK_BASES: list
    .pipe(
      z.array(
        z
          .string()
          .transform(linkBase)
          .refine((pair) => pair !== undefined),
      ),
    )
    .describe(
      'a comma-separated list of <base that the FHIR server writes into links>=<base under which it is reached>',
    )
    .optional(),
  TOKEN_LIFETIME_SECONDS: wholeNumber(30, 86_400, 'seconds').optional(),
  CLOCK_TOLERANCE_SECONDS: wholeNumber(0, 300, 'seconds').optional(),
  FHIR_DEADLINE_MS: wholeNumber(1, 60_000, 'milliseconds').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/)
    .describe('file:<path> for SQLite, or postgres://<user>@<host>/<database>')
    .optional(),
  RECORDS_RETENTION_DAYS: wholeNumber(1, 36_500, 'days').optional(),
  REPORTS_TOKEN: list
    .pipe(z.array(z.string().regex(/^[\w.~+/=-]{16,}$/)).min(1))
    .describe(
      'at least 16 characters out of letters, digits and . _ ~ + / = -, or several such tokens with commas between',
    )
    .optional(),
  PAYER_NAME: z.string().max(200).describe('a name of at most 200 characters').optional(),
  GUIDELINE_URL: httpUrl.describe('an http or https URL').optional(),
  PAYER_IDENTIFIERS: list
    .pipe(z.array(z.string()).min(1))
    .describe('a comma-separated list of identifiers of this payer')
    .optional(),
  WITHOUT_AUTHORIZATION: list
    .pipe(z.array(z.string().refine((code) => studyByCpt(code) !== undefined)))
    .describe(
      'a comma-separated list of CPT codes of studies that this service knows, such as 72100,72148',
    )
    .optional(),
  READINGS_FILE: z.string().describe('the path of a JSON file').optional(),
  SITE_EVIDENCE_FILE: z.string().describe('the path of a JSON file').optional(),
  CORS_ORIGINS: list
    .pipe(z.array(z.string().refine(isOrigin)).min(1))
    .describe('* or a comma-separated list of origins such as https://ehr.example')
    .optional(),
  BODY_LIMIT: z
    .string()
    .regex(/^\d{1,9}(b|kb|mb)?$/i)
    .transform(bytes)
    .refine((value) => value >= 1024 && value <= 64 * 1024 * 1024)
    .describe('a size from 1kb to 64mb, such as 500kb or 5mb')
    .optional(),
  RATE_LIMIT: wholeNumber(0, 10_000_000, 'requests a minute (0 for no limit)').optional(),
  TRUST_PROXY: wholeNumber(0, 10, 'reverse proxies').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .describe('fatal, error, warn, info, debug, trace or silent')
    .optional(),
  ACCESS_TOKEN_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{32,}$/)
    .describe('at least 32 printable characters without spaces')
    .optional(),
  SMART_EHRS: z.string().describe('the path of a JSON file').optional(),
  LOCAL_FORMS: list
    .pipe(z.array(httpUrl).min(1))
    .describe('a comma-separated list of canonical URLs (http or https) without a version')
    .optional(),
  DTR_VERSION: z.enum(['2.0', '2.2']).describe('2.0 or 2.2').optional(),
  DTR_FORM: z.enum(['standard', 'adaptive']).describe('standard or adaptive').optional(),
  DTR_EXPRESSIONS: z.enum(['fhirpath', 'cql']).describe('fhirpath or cql').optional(),
  CANONICAL_BASE: httpUrl.describe('an http or https URL').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.describe('an http or https URL').optional(),
  PLAYGROUND: z.enum(['on', 'off']).describe('on or off').optional(),
  NOTES: z.enum(['on', 'off']).describe('on or off').optional(),
} as const;

function linkBase(text: string): LinkBase | undefined {
  const [written, reached, ...rest] = text.split('=').map((part) => parseUrl(part.trim()));
  if (written === undefined || reached === undefined || rest.length > 0) return undefined;
  return isPlainHttpUrl(written) && isPlainHttpUrl(reached) ? { written, reached } : undefined;
}

function isPlainHttpUrl(url: URL): boolean {
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  );
}

function isOrigin(text: string): boolean {
  return text === '*' || parseUrl(text)?.origin === text;
}

function bytes(text: string): number {
  const unit = text.toLowerCase().replace(/^\d+/, '');
  const factor = unit === 'mb' ? 1024 * 1024 : unit === 'kb' ? 1024 : 1;
  return Number.parseInt(text, 10) * factor;
}
