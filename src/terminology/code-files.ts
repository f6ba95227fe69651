import answers from './data/answers.json' with { type: 'json' };
import boneIllnesses from './data/bone-illnesses.json' with { type: 'json' };
import contacts from './data/contacts.json' with { type: 'json' };
import devices from './data/devices.json' with { type: 'json' };
import examinations from './data/examinations.json' with { type: 'json' };
import illnessesOperated from './data/illnesses-operated.json' with { type: 'json' };
import operations from './data/operations.json' with { type: 'json' };
import orders from './data/orders.json' with { type: 'json' };
import outcomes from './data/outcomes.json' with { type: 'json' };
import qualifiers from './data/qualifiers.json' with { type: 'json' };
import reports from './data/reports.json' with { type: 'json' };
import routes from './data/routes.json' with { type: 'json' };
import sites from './data/sites.json' with { type: 'json' };
import studies from './data/studies.json' with { type: 'json' };
import treatments from './data/treatments.json' with { type: 'json' };
import type { CodeRow } from './data-file.ts';

/** One data file of codes, for whoever looks after them. */
export interface CodeFile {
  readonly name: string;
  /** What its codes are of, as the heading of a table. */
  readonly title: string;
  readonly rows: readonly CodeRow[];
}

/** Every data file with one code in a row. Conditions and medicines have files of their own shape. */
export const codeFiles: readonly CodeFile[] = [
  { name: 'studies.json', title: 'Studies', rows: studies },
  { name: 'operations.json', title: 'Operations on the spine', rows: operations },
  {
    name: 'illnesses-operated.json',
    title: 'Operations that name what must not be overlooked',
    rows: illnessesOperated,
  },
  { name: 'treatments.json', title: 'Treatments', rows: treatments },
  { name: 'contacts.json', title: 'Visits and contacts', rows: contacts },
  { name: 'examinations.json', title: 'Examinations and pain', rows: examinations },
  { name: 'outcomes.json', title: 'Outcomes of treatment', rows: outcomes },
  { name: 'devices.json', title: 'Devices that bear on MRI', rows: devices },
  { name: 'sites.json', title: 'Places in the body', rows: sites },
  {
    name: 'bone-illnesses.json',
    title: 'Illnesses of a bone that they do not name',
    rows: boneIllnesses,
  },
  { name: 'answers.json', title: 'Answers', rows: answers },
  { name: 'qualifiers.json', title: 'Qualifiers of a finding', rows: qualifiers },
  { name: 'routes.json', title: 'Routes of a medicine', rows: routes },
  { name: 'reports.json', title: 'Reports', rows: reports },
  { name: 'orders.json', title: 'Orders that cards propose', rows: orders },
];
