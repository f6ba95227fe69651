import { section } from '../../guideline/section.ts';

export const myelopathyCt = section(
  'myelopathy-ct',
  'Myelopathy - CT / CT Myelogram',
  [112, 115],
  (says) => {
    says
      .heading('CT considerations for myelopathy')
      .notComputed('a label: the sentences below decide');

    says(
      1,
      'CT without contrast or CT with myelography may be considered as an alternative when MRI is contraindicated or in addition to MRI for surgical planning.',
    ).decides('myelopathy');

    says(
      2,
      'CT can demonstrate bony encroachment; CT myelogram may better demonstrate bony neuroforaminal narrowing when MRI is ambiguous.',
    ).notComputed('it says what the study shows; myelopathy-ct-1 decides', 'myelopathy');
  },
);
