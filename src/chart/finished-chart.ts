import { type Composed, compose, type Recorded } from './compose-chart.ts';
import type { AnsweredOrder, Chart } from './types.ts';

/** What does not depend on which attestations count. */
export type Standing = Omit<Chart, keyof Composed | 'since' | 'of' | 'isAttested'>;

/** The chart of everything, from which those of an episode and of an order are made. */
export function finishedChart(standing: Standing, recorded: Recorded): Chart {
  const isAttested = recorded.answers.size > 0;
  const namesOrders = isAttested && [...recorded.answers.values()].some(isForAnOrder);
  const chartOf = (order: AnsweredOrder | undefined): Chart => {
    const since: Chart['since'] = isAttested
      ? remembered((start, howSure) =>
          chartWith(standing, compose(recorded, start, order, howSure), since, of),
        )
      : () => whole;
    const of: Chart['of'] = (other) => (namesOrders ? chartOf(other) : whole);
    const whole: Chart = chartWith(standing, compose(recorded, undefined, order), since, of);
    return whole;
  };
  return chartOf(undefined);

  /** Written out field by field: a chart is made in every call, and put together by spreading it takes many times as long. */
  function chartWith(
    facts: Standing,
    composed: Composed,
    since: Chart['since'],
    of: Chart['of'],
  ): Chart {
    return {
      patient: facts.patient,
      birthDate: facts.birthDate,
      conditions: facts.conditions,
      notUnderstood: facts.notUnderstood,
      conditionsOf: facts.conditionsOf,
      conditionByReference: facts.conditionByReference,
      encounters: facts.encounters,
      devices: facts.devices,
      removedImplants: facts.removedImplants,
      contrastReactions: facts.contrastReactions,
      awaited: facts.awaited,
      isAttested,
      unread: facts.unread,
      dropped: facts.dropped,
      treatments: composed.treatments,
      outcomes: composed.outcomes,
      imaging: composed.imaging,
      examinations: composed.examinations,
      motorGrades: composed.motorGrades,
      deficits: composed.deficits,
      painScores: composed.painScores,
      surgeries: composed.surgeries,
      plannedProcedures: composed.plannedProcedures,
      attested: composed.attested,
      contradicted: composed.contradicted,
      attestedEver: composed.attestedEver,
      since,
      of,
    };
  }
}

function isForAnOrder(answers: readonly { readonly about?: readonly string[] }[]): boolean {
  return answers.some(({ about }) => about !== undefined);
}

/** The charts of the episodes that a call asks for: a few, each asked for by many criteria. */
function remembered(chartSince: Chart['since']): Chart['since'] {
  const known = new Map<string, Chart>();
  return (start, howSure) => {
    const key = `${start.text} ${start.earliest} ${start.latest} ${howSure ?? ''}`;
    const chart = known.get(key) ?? chartSince(start, howSure);
    known.set(key, chart);
    return chart;
  };
}
