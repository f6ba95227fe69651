import type { OrderReview } from '../src/assessment/types.ts';
import type { ServiceDefinition, ServiceInput } from '../src/cds/service.ts';
import { isoDay, today } from '../src/chart/dates.ts';
import { itemsOf } from '../src/confirmation/items-of.ts';
import { type CoverageAction, coverageAction } from '../src/coverage/coverage-information.ts';
import { requireCrdProfile } from '../src/coverage/crd-profile.ts';
import type { CrdRequest } from '../src/coverage/crd-request.ts';
import { type SelectedCoverage, selectCoverage } from '../src/coverage/select-coverage.ts';
import { formUrl } from '../src/questionnaire/order-form.ts';
import type { ServiceSettings } from './service-settings.ts';

/** Who asks, about whom, and which parts of CRD the caller takes. */
interface CoverageCaller {
  readonly input: ServiceInput;
  readonly settings: ServiceSettings;
  readonly hook: ServiceDefinition['hook'];
  readonly crd: CrdRequest;
}

/**
 * The patient's coverage with this payer that a call at `order-sign` brings; while ordering it matters only
 * to callers that declare CRD, since drafts still change with every click.
 */
export function coverageOf(
  reviews: readonly OrderReview[],
  { input, settings, hook, crd }: CoverageCaller,
): SelectedCoverage | undefined {
  if (hook !== 'order-sign' && !crd.isDeclared) return undefined;
  const { request, resources, asOf } = input;
  const { patientId } = request.context;
  const payers = settings.payerIdentifiers ?? [];
  const coverage = selectCoverage(resources, { patientId, payers, crd, asOf });
  if (crd.isDeclared && hook === 'order-sign') {
    for (const { order } of reviews) requireCrdProfile(order.resource, order.reference);
  }
  return coverage;
}

/** Coverage information for every order, where there is a coverage that it is about. */
export function coverageActions(
  reviews: readonly OrderReview[],
  coverage: SelectedCoverage | undefined,
  { input, settings, hook, crd }: CoverageCaller,
): readonly CoverageAction[] {
  if (coverage === undefined || !crd.isOn('coverage-info')) return [];
  const { patientId } = input.request.context;
  const policy = {
    withoutAuthorization: settings.withoutAuthorization ?? [],
    questionnaireOf: (items: readonly string[], version: string) =>
      `${formUrl(settings.canonicalBase, items, settings.formKind)}|${version}`,
    itemsFor: itemsOf,
    guidelineUrl: settings.guidelineUrl,
  };
  const date = isoDay(today(input.asOf));
  const unavailable = input.unavailable.filter((key) => key !== 'coverage');
  const call = { coverage, policy, crd, patientId, hook, unavailable, date };
  return reviews.flatMap((review) => coverageAction(review, call));
}
