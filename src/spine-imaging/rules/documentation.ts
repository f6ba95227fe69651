import type { Documentation } from '../../guideline/rules.ts';

const always = (): boolean => true;

/** What the guideline wants submitted with an order (general-docs-1, standard-6, general-ops-2, scs-4, necessity-5). */
export const documentation = {
  history: {
    id: 'documentation.history',
    statements: ['general-docs-1'],
    text: 'Recent detailed history',
    asked: always,
  },
  examination: {
    id: 'documentation.examination',
    statements: ['general-docs-1'],
    text: 'Physical examination since the onset or change of symptoms',
    asked: always,
  },
  labsAndPriorImaging: {
    id: 'documentation.labs-and-prior-imaging',
    statements: ['general-docs-1'],
    text: 'Relevant laboratory results and prior imaging',
    asked: always,
  },
  managementImpact: {
    id: 'documentation.management-impact',
    statements: ['general-docs-1', 'general-stance', 'modalities-2'],
    text: 'How the result will change management',
    asked: always,
  },
  neurologicalExamination: {
    id: 'documentation.neurological-examination',
    statements: ['standard-6'],
    text: 'Neurological examination: dermatomes, myotomes, reflexes and nerve-root tension signs',
    asked: (_orderCase, indication) =>
      indication === 'spine-pain' ||
      indication === 'lumbar-radiculopathy' ||
      indication === 'lumbar-stenosis',
  },
  imagingGuidance: {
    id: 'documentation.imaging-guidance',
    statements: ['general-guidance-1', 'general-guidance-2'],
    text: 'How guidance will materially change procedural safety or outcome, and the guidance code of the procedure',
    asked: (orderCase) => orderCase.order.study.modality === 'imaging-guidance',
  },
  leadPlacement: {
    id: 'documentation.lead-placement',
    statements: ['scs-4'],
    text: 'How imaging will guide lead placement or identify contraindications to the stimulator',
    asked: (_orderCase, indication) => indication === 'spinal-cord-stimulator',
  },
  petMri: {
    id: 'documentation.pet-mri',
    statements: ['necessity-5', 'general-ops-2'],
    text: 'Why PET/MRI, and why PET/CT is unavailable',
    asked: (orderCase) => orderCase.order.techniques.has('pet-mri'),
  },
  simultaneousStudies: {
    id: 'documentation.simultaneous-studies',
    statements: ['repeat-2', 'general-ops-2'],
    text: 'Why both studies of the region are necessary',
    asked: (orderCase) =>
      orderCase.draftOrders.some(
        (other) => other !== orderCase.order && other.study.region === orderCase.order.study.region,
      ),
  },
} as const satisfies Readonly<Record<string, Documentation>>;

export const documentationRequests: readonly Documentation[] = Object.values(documentation);
