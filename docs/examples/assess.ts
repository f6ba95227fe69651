// Assesses the orders of a hook request without a server: `node assess.js request.json`.
import { readFileSync } from 'node:fs';
import type { Resource } from 'fhir/r4.js';
import {
  assess,
  buildChart,
  type HookRequest,
  isInScope,
  loadedPolicies,
  readOrders,
} from 'spine-imaging-cds';

const request: HookRequest = JSON.parse(readFileSync(process.argv[2] ?? 'request.json', 'utf8'));
const { patientId, draftOrders } = request.context;
const asOf = new Date();

const resources = Object.values(request.prefetch ?? {}).flatMap((value): Resource[] => {
  if (value === null) return [];
  if (value.resourceType !== 'Bundle') return [value];
  const { entry = [] } = value as Resource & { entry?: { resource?: Resource }[] };
  return entry.flatMap(({ resource }) => resource ?? []);
});
const chart = buildChart({ patientId, resources, asOf });
const orders = readOrders(draftOrders, chart, { patientId, asOf }).filter((order) =>
  isInScope(order, chart),
);
for (const { assessment } of assess({
  orders,
  isSelected: () => true,
  chart,
  asOf,
  policies: loadedPolicies,
})) {
  const { study, determination, preferredStudy } = assessment;
  console.log(study.cpt, determination, preferredStudy ?? '');
}
