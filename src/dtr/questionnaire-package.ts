import type {
  Bundle,
  Coverage,
  OperationOutcome,
  OperationOutcomeIssue,
  Parameters,
  Questionnaire,
  ServiceRequest,
} from 'fhir/r4.js';
import { RequestProblem } from '../cds/request-problem.ts';
import { listOf } from '../chart/fields.ts';
import { imagingStudyOf } from '../chart/ordered-study.ts';
import { isOurs } from '../coverage/select-coverage.ts';
import { newestOf } from '../guideline/policy.ts';
import { formUrl } from '../questionnaire/order-form.ts';
import { inCql, prepopulationLibrary } from '../questionnaire/population/prepopulation-library.ts';
import { type AssertionContext, readAssertionContext } from './assertion-context.ts';
import { draftResponse } from './draft-response.ts';
import { type FormPlaces, formByCanonical, linkIdsOf, readCanonical } from './forms.ts';
import { coverageInformationOf, itemsOfOrderAlone } from './order-items.ts';
import type { PackageRequest } from './package-request.ts';
import { profiles } from './profiles.ts';
import type { DtrSettings } from './settings.ts';

/** A form that was found, with the orders that it is about and why it is asked for. */
interface Found {
  readonly form: Questionnaire;
  readonly orders: Set<string>;
  readonly purposes: Set<string>;
}

/**
 * Answers `$questionnaire-package` (DTR 2.2.0 "Retrieving Questionnaire Packages"; 2.0.1): the forms that were asked
 * for by name, by the assertion's id, or that the orders carry from the call at which they were signed. An order that
 * was never asked about gets the form for what it needs by itself. Each form comes once, as a package with its
 * Libraries and a draft response.
 *
 * @throws RequestProblem 404 for a context that is none of ours, 422 for another payer's coverage or an order that the
 *   context is not about
 */
export function questionnairePackage(
  request: PackageRequest,
  settings: DtrSettings,
  asOf: Date,
): Parameters {
  if (!request.coverages.every((coverage) => mayBeOurs(coverage, settings.payerIdentifiers))) {
    throw new RequestProblem(422, 'coverage', 'the coverage is with another payer');
  }
  const asked = new AskedForms(settings);
  const context = contextOf(request);
  for (const canonical of request.questionnaires) asked.add(canonical, request.orders);
  if (context !== undefined) addOfContext(asked, context, request, settings);
  const isNamed = context !== undefined || request.questionnaires.length > 0;
  for (const order of request.orders) {
    const carried = coverageInformationOf(order);
    if (carried === undefined && !isNamed) addOfOrderAlone(asked, order, settings, asOf);
    for (const canonical of carried?.questionnaires ?? []) asked.add(canonical, [order]);
  }
  const { found, issues } = asked;
  if (request.otherOrders > 0) issues.push(outOfScope);
  if (found.length === 0 && issues.length === 0) issues.push(nothingToAsk);
  const packages = found
    .filter((one) => isNewer(one.form, request.changedSince))
    .map((one) => packageOf(one, request, settings, asOf));
  return output(request, packages, issues);
}

/** The forms that are asked for, each once, and what could not be found. */
class AskedForms {
  readonly issues: OperationOutcomeIssue[] = [];
  readonly #places: FormPlaces;
  readonly #found = new Map<string, Found>();

  constructor(places: FormPlaces) {
    this.#places = places;
  }

  get found(): readonly Found[] {
    return [...this.#found.values()];
  }

  add(canonical: string, about: readonly ServiceRequest[]): void {
    const form = formByCanonical(canonical, this.#places);
    if (form === undefined) {
      this.issues.push(unknownForm(canonical, this.#places));
      return;
    }
    const key = `${form.url}|${form.version}`;
    const known = this.#found.get(key) ?? { form, orders: new Set(), purposes: new Set() };
    this.#found.set(key, known);
    for (const one of about) {
      if (one.id !== undefined) known.orders.add(`ServiceRequest/${one.id}`);
      for (const purpose of coverageInformationOf(one)?.purposes ?? []) known.purposes.add(purpose);
    }
  }
}

/** The form that the assertion named when the order was signed. */
function addOfContext(
  asked: AskedForms,
  context: AssertionContext,
  { orders }: PackageRequest,
  settings: DtrSettings,
): void {
  const { form } = context;
  if (form === undefined) {
    asked.issues.push(withoutForm);
    return;
  }
  const { linkIds, version = newestOf(settings.policies).version } = form;
  const about = orders.find((order) => isAbout(context, order));
  asked.add(canonicalOf(linkIds, version, settings), about === undefined ? orders : [about]);
}

/** The form for what an order needs of which nobody has asked yet. */
function addOfOrderAlone(
  asked: AskedForms,
  order: ServiceRequest,
  settings: DtrSettings,
  asOf: Date,
): void {
  const needed = itemsOfOrderAlone(order, asOf, settings.policies);
  if (needed === undefined) {
    asked.issues.push(outOfScope);
  } else if (needed.linkIds.length > 0) {
    asked.add(canonicalOf(needed.linkIds, needed.version, settings), [order]);
  }
}

function canonicalOf(
  linkIds: readonly string[],
  version: string,
  { canonicalBase, formKind }: DtrSettings,
): string {
  return `${formUrl(canonicalBase, linkIds, formKind)}|${version}`;
}

/**
 * With this payer, or with one that the coverage does not name: what may be left out is not held against it
 * (conf-12).
 */
function mayBeOurs(coverage: Coverage, payers: readonly string[]): boolean {
  const isNamed = listOf(coverage.payor).some(({ identifier }) => identifier !== undefined);
  return payers.length === 0 || !isNamed || isOurs(coverage, payers, []);
}

function contextOf({ context, orders }: PackageRequest): AssertionContext | undefined {
  if (context === undefined) return undefined;
  const known = readAssertionContext(context);
  if (known === undefined) {
    throw new RequestProblem(
      404,
      'context',
      'no coverage assertion of this payer has this id, or its form has been replaced; sign the order again',
    );
  }
  if (orders.length > 0 && !orders.some((order) => isAbout(known, order))) {
    throw new RequestProblem(
      422,
      'order',
      'none of the orders is the one that the context is about',
    );
  }
  return known;
}

/** The order may have changed since, in its status, its notes or its id; another study is another order (spec-128). */
function isAbout({ cpt }: AssertionContext, order: ServiceRequest): boolean {
  return imagingStudyOf(order)?.cpt === cpt;
}

/** Forms change with the guideline's version and with nothing else. */
function isNewer(form: Questionnaire, since: Date | undefined): boolean {
  return since === undefined || form.date === undefined || new Date(form.date) > since;
}

function packageOf(
  { form: found, orders, purposes }: Found,
  request: PackageRequest,
  { canonicalBase, expressions }: DtrSettings,
  asOf: Date,
): Bundle {
  const { version, coverages } = request;
  // 2.0.1 asks that forms fill themselves in by CQL, in Libraries that come along; 2.2 lets FHIRPath stand inline.
  const linkIds = linkIdsOf(found);
  const isByCql = (expressions ?? (version === '2.0' ? 'cql' : 'fhirpath')) === 'cql';
  const form = isByCql ? inCql(found, linkIds, canonicalBase) : found;
  const draft = draftResponse({
    ...{ version, questionnaire: form, coverages, authored: asOf },
    orders: [...orders],
    purposes: [...purposes],
  });
  const isAdaptive = form.item === undefined;
  const libraries = isByCql
    ? [prepopulationLibrary(linkIds, canonicalBase, form.version ?? '')]
    : [];
  return {
    resourceType: 'Bundle',
    meta: { profile: [profiles.packageBundle] },
    type: 'collection',
    timestamp: asOf.toISOString(),
    entry: [
      { fullUrl: form.url ?? '', resource: form },
      ...libraries.map((resource) => ({ fullUrl: resource.url ?? '', resource })),
      { resource: isAdaptive ? containing(form, draft) : draft },
    ],
  };
}

/** An adaptive response refers to a contained Questionnaire that is derived from the published one (spec-25). */
export function containing(
  form: Questionnaire,
  draft: ReturnType<typeof draftResponse>,
): ReturnType<typeof draftResponse> {
  const { url, version, ...rest } = form;
  const contained: Questionnaire = {
    ...rest,
    id: 'form',
    meta: { profile: [profiles.adaptive] },
    derivedFrom: [`${url}|${version}`],
  };
  return {
    ...draft,
    meta: { profile: [profiles.adaptiveResponse] },
    contained: [contained],
    questionnaire: '#form',
  };
}

function output(
  { version, changedSince }: PackageRequest,
  packages: readonly Bundle[],
  issues: readonly OperationOutcomeIssue[],
): Parameters {
  const bundle = version === '2.0' ? 'PackageBundle' : 'packagebundle';
  const outcome = version === '2.0' ? 'operationOutcome' : 'outcome';
  const said =
    packages.length > 0 || issues.length > 0 || changedSince === undefined ? issues : [unchanged];
  return {
    resourceType: 'Parameters',
    meta: { profile: [profiles.packageOutput] },
    parameter: [
      ...packages.map((resource) => ({ name: bundle, resource })),
      ...(said.length === 0 ? [] : [{ name: outcome, resource: outcomeOf(said) }]),
    ],
  };
}

function outcomeOf(issues: readonly OperationOutcomeIssue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [...issues] };
}

/** The canonical is the caller's word: what is quoted of it is a piece of a URL. */
function unknownForm(canonical: string, places: FormPlaces): OperationOutcomeIssue {
  const known = readCanonical(canonical, places);
  const why =
    known === undefined
      ? 'is not a form of this payer'
      : 'is no version of a form that this payer has';
  return {
    severity: 'warning',
    code: 'not-found',
    diagnostics: `${canonical.slice(0, 200)} ${why}; it was left out.`,
  };
}

const outOfScope: OperationOutcomeIssue = {
  severity: 'warning',
  code: 'not-supported',
  diagnostics: 'One of the orders is no spine imaging; this service has no form for it.',
};

const withoutForm: OperationOutcomeIssue = {
  severity: 'information',
  code: 'informational',
  diagnostics:
    'No form can give what this order lacks: the coverage information on the order says what is missing and from when it can be there. Sign the order again once the chart has it.',
};

const nothingToAsk: OperationOutcomeIssue = {
  severity: 'information',
  code: 'informational',
  diagnostics: 'Nothing has to be documented in a form for these orders as they stand.',
};

const unchanged: OperationOutcomeIssue = {
  severity: 'information',
  code: 'informational',
  diagnostics: 'The form has not changed since; go on with the one that you have.',
};
