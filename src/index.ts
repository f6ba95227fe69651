/**
 * The parts of the service for use without a server: a chart out of resources, draft orders, their assessment, and the
 * cards. `cdsServices` gives all of it in one step, from a hook request to its answer.
 */
export { assessmentsKey } from '../hooks/order-review.ts';
export type { ServiceSettings } from '../hooks/service-settings.ts';
export { cdsServices } from '../hooks/services.ts';
export { assess } from './assessment/assess.ts';
export { isInScope } from './assessment/scope.ts';
export type {
  Assessment,
  CriterionResult,
  Determination,
  OrderReview,
} from './assessment/types.ts';
export type { CardContext } from './cards/card-context.ts';
export { renderCards } from './cards/render-cards.ts';
export type { CdsService, HookAnswer, ServiceInput } from './cds/service.ts';
export type { Card, HookRequest, HookResponse, Suggestion } from './cds/types.ts';
export { buildChart } from './chart/build-chart.ts';
export { readOrders } from './chart/read-order.ts';
export type { Chart, DraftOrder } from './chart/types.ts';
export { inForceOn, type Policies, type Policy } from './guideline/policy.ts';
export { statementText } from './guideline/statement-text.ts';
export { loadedPolicies, withReadings } from './spine-imaging/loaded-policies.ts';
export { defaultReadings, type Readings } from './spine-imaging/readings.ts';
