import { section } from '../../guideline/section.ts';
import { coneBeamCt } from '../rules/techniques.ts';

export const conebeam = section('conebeam', 'Cone-beam CT', [81, 83], (says) => {
  says.heading('Coverage stance').notComputed('a label: the sentences below decide');

  says(
    1,
    'Cone-beam CT for imaging of the cervical spine is considered not medically necessary.',
  ).decides(coneBeamCt);
});
