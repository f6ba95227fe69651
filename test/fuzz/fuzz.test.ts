import fc from 'fast-check';
import { Fhir } from 'fhir';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { isFullSize, sampleSize } from '../support/sample-size.ts';
import { callOf, requestOf } from './chart.ts';
import { fuzz } from './fuzz.ts';
import { type FuzzedRequest, storyRequest, validRequest } from './hook-requests.ts';
import { fields, list, text } from './json.ts';
import { judge } from './judge.ts';
import { wrongSupports } from './oracle/oracle.ts';
import { startTarget, type Target } from './target.ts';

/** Long enough for a machine that has much else to do: a service that hangs answers never. */
const patience = 30_000;

describe('the service', () => {
  let target: Target;
  beforeAll(async () => {
    target = await startTarget(patience);
  });
  afterAll(() => target.stop());

  const count = isFullSize ? 2000 : 100;
  test(`answers ${count} generated requests, valid and broken, and never wrongly`, async () => {
    const { sent, findings, counts } = await fuzz(target, { count, seed: 20_261_118 });
    const found = findings.map(({ problems, request: { vignette, changes }, seed, path }) => ({
      problems,
      vignette,
      changes,
      replay: `npm run fuzz -- --count 1 --seed ${seed} --path ${path}`,
    }));
    expect(found).toEqual([]);
    expect(sent).toBe(count);
    // A search that met no support and no refusal would find nothing either.
    expect(counts.get('supported') ?? 0).toBeGreaterThan(count / 10);
    expect(counts.get('400') ?? 0).toBeGreaterThan(count / 40);
  }, 180_000);
});

describe('what is called a valid request', () => {
  test('is valid FHIR R4', () => {
    const fhir = new Fhir();
    const told = fc.sample(storyRequest, { numRuns: sampleSize(25), seed: 1 });
    const changed = fc.sample(validRequest, { numRuns: sampleSize(25), seed: 1 });
    for (const { body, changes } of [...changed, ...told]) {
      const request = fields(JSON.parse(body));
      const bundles = [
        fields(request.context).draftOrders,
        ...Object.values(fields(request.prefetch)),
      ];
      const resources = bundles
        .flatMap((bundle) => list(fields(bundle).entry))
        .map(({ resource }) => fields(resource));
      for (const resource of resources) {
        const { messages } = fhir.validate(resource, { errorOnUnexpected: true });
        const errors = messages.filter(({ severity }) => severity === 'error');
        expect(errors, `${text(resource.resourceType)} after ${changes.join('; ')}`).toEqual([]);
      }
    }
  });
});

/** Every order of a vignette with what the vignette expects of it, and what a service says that supports everything. */
const expectedOrders = allVignettes().flatMap((vignette) => {
  const request = requestOf(callOf(vignette));
  const orders = list(fields(fields(request.context).draftOrders).entry).map(({ resource }) =>
    fields(resource),
  );
  return vignette.expected.assessments.map(({ order, determination, decidedBy }) => {
    const found = orders.find(({ id }) => order === `ServiceRequest/${text(id)}`);
    const [coding] = list(fields(found?.code).coding);
    const claim = {
      order,
      determination: 'supported',
      decidedBy,
      study: { cpt: text(coding?.code) },
    };
    return { vignette, request, determination, claim };
  });
});

describe('the oracle', () => {
  test('has nothing against what the vignettes support', () => {
    const alarms = expectedOrders
      .filter(({ determination }) => determination === 'supported')
      .flatMap(({ request, claim, vignette }) =>
        wrongSupports(request, [claim], Date.parse(vignette.asOf)),
      );
    expect(alarms).toEqual([]);
  });

  test('catches a service that supports everything', () => {
    const others = expectedOrders.filter(({ determination }) => determination !== 'supported');
    const missed = others.filter(
      ({ request, claim, vignette }) =>
        wrongSupports(request, [claim], Date.parse(vignette.asOf)).length === 0,
    );
    expect(missed.length / others.length).toBeLessThan(0.1);
  });

  test('misses little of what a supported order rests on', () => {
    const supported = expectedOrders.filter(({ determination }) => determination === 'supported');
    const missed = supported.filter(({ vignette, claim }) => {
      const call = callOf(vignette);
      const kept = ['Patient', 'Condition'];
      call.chart = call.chart.filter(({ resourceType }) => kept.includes(text(resourceType)));
      const { decidedBy: _any, ...alone } = claim;
      return wrongSupports(requestOf(call), [alone], Date.parse(vignette.asOf)).length === 0;
    });
    // Red flags, trauma and the young need a condition and no more.
    const byCondition =
      /^red-flag|high-risk-trauma|study\.imaging-guidance|spinal-canal-ultrasound/;
    const surprising = missed.filter(({ claim }) => !byCondition.test(claim.decidedBy));
    expect(surprising.length / supported.length).toBeLessThan(0.05);
  });
});

describe('the judge', () => {
  const request: FuzzedRequest = {
    vignette: '',
    changes: [],
    isValid: false,
    hook: 'order-sign',
    body: '{}',
  };
  const outcome = (issue: object) =>
    JSON.stringify({ resourceType: 'OperationOutcome', issue: [issue] });
  const named = outcome({ diagnostics: 'hook: required: a text', expression: ['hook'] });

  test.each<readonly [string, number, string, boolean]>([
    ['no answer', 0, 'TimeoutError', true],
    ['a failure', 500, named, true],
    ['a refusal that says nothing', 400, '{}', true],
    [
      'a refusal that names no field',
      400,
      outcome({ diagnostics: 'This is not right at all.' }),
      true,
    ],
    ['a refusal that names the field', 400, named, false],
    ['an answer without cards', 200, '{}', true],
    ['an answer with none', 200, '{"cards":[]}', false],
  ])('of %s', (_what, status, body, isWrong) => {
    expect(judge(request, { status, text: body }, 0).length > 0).toBe(isWrong);
  });

  test('of a valid request that is refused', () => {
    expect(judge({ ...request, isValid: true }, { status: 400, text: named }, 0)).toHaveLength(1);
  });
});
