import type { FhirResource, ServiceRequest } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import type { CriterionResult } from '../../src/assessment/types.ts';
import { buildChart } from '../../src/chart/build-chart.ts';
import { readOrders } from '../../src/chart/read-order.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { attestation } from '../../src/web/playground/attestation.ts';
import { branches } from '../../src/web/playground/branches.ts';
import { therapy, visit } from '../../src/web/playground/chart-edits.ts';
import { chartView } from '../../src/web/playground/chart-view.ts';
import { film } from '../../src/web/playground/films.ts';
import { readPasted } from '../../src/web/playground/pasted.ts';
import { added, changed, prefetchOf, resourcesOf } from '../../src/web/playground/prefetch.ts';
import {
  type Session,
  sessionOf,
  withActions,
  withoutDraft,
} from '../../src/web/playground/session.ts';
import { timelineOf } from '../../src/web/playground/timeline-events.ts';

const mri: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: 'mri-1',
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72158' }] },
};
const knee: ServiceRequest = {
  ...mri,
  id: 'knee-1',
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '73721' }] },
};

function session(...drafts: readonly FhirResource[]): Session {
  return {
    edited: false,
    patientId: 'p1',
    userId: 'Practitioner/orderer',
    prefetch: prefetchOf([]),
    drafts,
    active: 'ServiceRequest/mri-1',
    hook: 'order-sign',
    signed: true,
    done: [],
  };
}

describe('a suggestion that is applied', () => {
  it('replaces the order that it updates, and the next call is an order-select again', () => {
    const resource = { ...mri, code: { text: 'another study' } };
    const next = withActions(session(mri, knee), [{ type: 'update', description: '', resource }]);
    expect(next.drafts).toEqual([resource, knee]);
    expect(next).toMatchObject({ hook: 'order-select', signed: false, edited: true });
  });

  it('adds what it creates under an id that is free', () => {
    const { id, ...resource } = { ...mri, id: undefined };
    const action = { type: 'create', description: '', resource } as const;
    const next = withActions(session({ ...mri, id: 'servicerequest-1' }), [action, action]);
    expect(next.drafts.map((one) => one.id)).toEqual([
      'servicerequest-1',
      'servicerequest-2',
      'servicerequest-3',
    ]);
  });

  it('takes out what it deletes, and another order becomes the one being worked on', () => {
    const next = withActions(session(mri, knee), [
      { type: 'delete', description: '', resourceId: 'ServiceRequest/mri-1' },
    ]);
    expect(next.drafts).toEqual([knee]);
    expect(next.active).toBe('ServiceRequest/knee-1');
    expect(withoutDraft(next, 'ServiceRequest/knee-1').active).toBeUndefined();
  });
});

describe('the chart', () => {
  it('keeps every key, so that silence means silence', () => {
    const prefetch = prefetchOf([]);
    expect(prefetch.patient).toBeNull();
    expect(prefetch.encounters).toEqual({ resourceType: 'Bundle', type: 'searchset', total: 0 });
  });

  it('takes a resource in, changes it where it stands, and lets it go', () => {
    const one = visit('v1', 'p1', 'in-person', '2026-11-01');
    const other = visit('v1', 'p1', 'video', '2026-11-02');
    const with1 = added(prefetchOf([]), one);
    const with2 = changed(with1, 'Encounter/v1', () => other);
    expect(resourcesOf(with1)).toEqual([one]);
    expect(resourcesOf(with2)).toEqual([other]);
    expect(changed(with2, 'Encounter/v1', () => undefined).encounters).toMatchObject({ total: 0 });
  });
});

describe('what is pasted', () => {
  const patient = { resourceType: 'Patient', id: 'p9' };

  it('can be a Bundle: draft orders go to the order, the rest to the chart', () => {
    const entry = [{ resource: patient }, { resource: mri }];
    const pasted = readPasted(
      JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }),
    );
    expect(pasted.patientId).toBe('p9');
    expect(pasted.drafts).toEqual([mri]);
    expect(pasted.prefetch.patient).toEqual(patient);
  });

  it('can be a hook request, also within a vignette', () => {
    const request = {
      hook: 'order-sign',
      context: {
        patientId: 'p9',
        userId: 'Practitioner/x',
        draftOrders: { resourceType: 'Bundle' },
      },
      prefetch: { patient },
    };
    const expected = {
      patientId: 'p9',
      userId: 'Practitioner/x',
      drafts: [],
      prefetch: { patient },
    };
    expect(readPasted(JSON.stringify(request))).toEqual(expected);
    expect(readPasted(JSON.stringify({ story: '', request }))).toEqual(expected);
  });

  it.each([
    ['{', 'not JSON'],
    ['42', 'Neither'],
    ['{"resourceType":"Bundle"}', 'Neither'],
    ['[{"resourceType":"Observation"}]', 'names no patient'],
    ['{"context":{}}', 'context.patientId'],
  ])('is refused with a reason where it cannot be used: %s', (text, reason) => {
    expect(() => readPasted(text)).toThrow(reason);
  });
});

describe('the criteria tree', () => {
  const criterion = (id: string, partOf?: string): CriterionResult => ({
    id,
    finding: 'met',
    statements: [],
    summary: '',
    evidence: [],
    ...(partOf === undefined ? {} : { partOf }),
  });

  it('puts parts under their composite and alternatives together, each criterion once', () => {
    const tree = branches([
      criterion('in-person-evaluation'),
      criterion('trial-of-treatment'),
      criterion('trial-of-treatment.duration', 'trial-of-treatment'),
      criterion('mri-contraindicated', 'ct.any-of'),
      criterion('mri-nondiagnostic', 'ct.any-of'),
    ]);
    expect(tree.map((one) => one.criterion?.id ?? one.group)).toEqual([
      'in-person-evaluation',
      'trial-of-treatment',
      'ct.any-of',
    ]);
    expect(tree.map(({ members }) => members.map((one) => one.criterion?.id))).toEqual([
      [],
      ['trial-of-treatment.duration'],
      ['mri-contraindicated', 'mri-nondiagnostic'],
    ]);
  });
});

describe('the timeline', () => {
  const instant = (day: string) => Date.parse(day);
  const asOf = new Date('2026-11-18T15:00:00Z');
  const condition = {
    resourceType: 'Condition',
    id: 'c1',
    subject: { reference: 'Patient/p1' },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }] },
    onsetDateTime: '2026-09-01',
  } as const;
  const resources = [
    condition,
    visit('v1', 'p1', 'video', '2026-09-03'),
    therapy('t1', 'p1', { start: '2026-10-20', end: '', outcome: 'unknown' }),
    film('f1', 'p1', '72100', '2026-09-04', 'none'),
  ];
  const chart = buildChart({ patientId: 'p1', resources, asOf });

  /** The MRI for the condition: its reason dates the episode. */
  const orderOn = (known: typeof chart) => {
    const reasonReference = [{ reference: `Condition/${condition.id}` }];
    const entry = [{ resource: { ...mri, reasonReference } }];
    const drafts = { resourceType: 'Bundle' as const, type: 'collection' as const, entry };
    return readOrders(drafts, known, { patientId: 'p1', asOf })[0];
  };

  it('draws treatment under way up to today and its six weeks beyond', () => {
    const { onset, trial, events } = timelineOf(chart, orderOn(chart), undefined, '2026-11-18');
    expect(onset).toBe(instant('2026-09-01'));
    expect(trial).toEqual({
      from: instant('2026-10-20'),
      complete: instant('2026-12-01'),
      days: 42,
    });
    expect(events).toMatchObject([
      { lane: 'visits', hollow: true },
      { lane: 'treatment', ongoing: true, to: instant('2026-11-18') },
      { lane: 'imaging', hollow: true },
    ]);
  });

  it('dates the episode by an attested onset where that is newer', () => {
    const attested = attestation('q1', 'p1', '2026-11-10T10:00:00Z', {
      'episode.onset': { valueDate: '2026-10-01' },
    });
    const newer = buildChart({ patientId: 'p1', resources: [...resources, attested], asOf });
    const { onset } = timelineOf(newer, orderOn(newer), undefined, '2026-11-18');
    expect(onset).toBe(instant('2026-10-01'));
  });
});

describe('every vignette', () => {
  it('can be shown: each record of its chart in one place, and its episode in time', () => {
    for (const vignette of allVignettes()) {
      const hook = vignette.request.hook === 'order-select' ? 'order-select' : 'order-sign';
      const opened = sessionOf({ ...vignette, section: '', patient: '', hook });
      const view = chartView(opened);
      const shown = [
        ...view.conditions,
        ...[...view.visits, ...view.treatments, ...view.imaging].map(({ resource }) => resource),
        ...view.others,
      ];
      const records = resourcesOf(opened.prefetch).filter((one) => one.resourceType !== 'Patient');
      expect(new Set(shown), vignette.name).toEqual(new Set(records));
      expect(shown.length, vignette.name).toBe(records.length);
      const day = vignette.asOf.slice(0, 10);
      const { events } = timelineOf(view.chart, view.orders[0], undefined, day);
      expect(events.every(({ from, to }) => from <= to)).toBe(true);
    }
  });
});
