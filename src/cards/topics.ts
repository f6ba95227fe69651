import type { Coding } from '../cds/types.ts';
import { crdCodes } from '../terminology/da-vinci.ts';
import type { CardKind } from './card-context.ts';

const systems = {
  '2.0': crdCodes,
  '2.2': 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type',
} as const;

const topics: Readonly<Record<CardKind, readonly [code: string, display: string]>> = {
  'red-flag': ['clinical-reminder', 'Clinical reminder'],
  'not-supported': ['off-guideline', 'Off guideline'],
  'radiograph-missing': ['therapy-alternatives-req', 'Required alternative therapy'],
  'treatment-missing': ['therapy-alternatives-req', 'Required alternative therapy'],
  'evaluation-missing': ['therapy-alternatives-req', 'Required alternative therapy'],
  'simultaneous-studies': ['duplicate-therapy', 'Duplicate therapy'],
  'documentation-missing': ['guideline', 'Guideline'],
  'preferred-study': ['therapy-alternatives-opt', 'Optional alternative therapy'],
  referral: ['guideline', 'Guideline'],
  'documentation-form': ['guideline', 'Guideline'],
  'documentation-task': ['guideline', 'Guideline'],
};

/** The topic of a card kind, in the code system of the CRD version. */
export function topicOf(kind: CardKind, version: '2.0' | '2.2' = '2.2'): Coding {
  const [code, display] = topics[kind];
  return { system: systems[version], code, display };
}
