import type { CdsService } from '../src/cds/service.ts';
import { crdDiscovery } from '../src/coverage/crd-request.ts';
import { type OrderReviewService, orderReview } from './order-review.ts';
import { prefetchWith } from './prefetch.ts';
import { withSandboxRating } from './sandbox-rating.ts';
import type { ServiceSettings } from './service-settings.ts';

/** The CDS services that this process offers, in the order of discovery. */
export function cdsServices(
  settings: ServiceSettings & { readonly sandboxRating?: boolean },
): readonly CdsService[] {
  const services = [
    orderReview(settings, {
      hook: 'order-select',
      id: 'spine-imaging-order-select',
      title: 'Spine imaging coverage, while ordering',
      description:
        'Compares the selected spine imaging orders with the coverage guideline and says what is missing or preferred.',
      prefetch: prefetchOf(settings),
      extension: crdDiscovery,
    }),
    orderSignService(settings),
  ];
  return settings.sandboxRating === true ? services.map(withSandboxRating) : services;
}

/** The service that answers at signing. */
export function orderSignService(settings: ServiceSettings): OrderReviewService {
  return orderReview(settings, {
    hook: 'order-sign',
    id: 'spine-imaging-order-sign',
    title: 'Spine imaging coverage, at signing',
    description:
      'Compares all drafted spine imaging orders, together, with the coverage guideline before they are signed.',
    prefetch: prefetchOf(settings),
    extension: crdDiscovery,
  });
}

function prefetchOf({ siteEvidence, notes }: ServiceSettings): Readonly<Record<string, string>> {
  return prefetchWith(siteEvidence?.resourceTypes ?? [], notes !== 'off');
}
