import { expect, test } from 'vitest';
import type { Fields } from '../fuzz/json.ts';
import { ask } from '../fuzz/stories/call.ts';
import { condition, daysAgo } from '../fuzz/stories/resources.ts';
import { tellOrder } from '../fuzz/stories/telling.ts';

/** A diagnosis as visits leave them: neither a status nor an onset (reading A62). */
function ofVisit(code: string, recordedDate?: string): Fields {
  const { onsetDateTime, clinicalStatus, ...rest } = condition('found', code, 3);
  return recordedDate === undefined ? rest : { ...rest, recordedDate };
}

const category = {
  category: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/condition-category',
          code: 'encounter-diagnosis',
        },
      ],
    },
  ],
};

test.each([
  ['an infection of the chest', 'M46.24', 'red-flag.infection'],
  ['an infection of a disc of the chest', 'M46.34', 'red-flag.infection'],
  ['a fracture of the chest', 'S22.000A', 'red-flag.fracture'],
])(
  '%s that nobody dated is asked about at its own level, not at that of the pain',
  (_what, code, id) => {
    const thoracic = tellOrder({ kind: 'MRI', level: 'thoracic', contrast: 'without' });
    const chart = [condition('complaint', 'M54.50', 20), { ...ofVisit(code), ...category }];
    const { assessments } = ask([thoracic], chart);
    const found = assessments[0]?.criteria.find((one) => one.id === id)?.finding;
    expect(found).toBe('not-documented');
  },
);

test('one of three days ago is a red flag at its level', () => {
  const thoracic = tellOrder({ kind: 'MRI', level: 'thoracic', contrast: 'without-and-with' });
  const chart = [
    condition('complaint', 'M54.50', 20),
    { ...ofVisit('M46.24', daysAgo(3)), ...category },
  ];
  expect(ask([thoracic], chart).assessments[0]).toMatchObject({
    determination: 'supported',
    decidedBy: 'red-flag.infection',
  });
});
