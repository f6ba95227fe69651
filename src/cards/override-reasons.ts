import type { CodeSystem } from 'fhir/r4.js';
import type { Coding } from '../cds/types.ts';
import type { CardKind } from './card-context.ts';

type Reason = readonly [code: string, display: string];

const notNow: Reason = ['clinical-judgement', 'My clinical judgement differs'];
const elsewhere: Reason = ['documented-elsewhere', 'It is documented elsewhere'];
const declined: Reason = ['patient-declines', 'The patient declines or cannot do this'];
const noTime: Reason = ['no-time', 'No time now'];
const emergency: Reason = ['urgent', 'The study is urgent'];

const byKind: Readonly<Record<CardKind, readonly Reason[]>> = {
  'red-flag': [
    ['red-flag-excluded', 'The red flag is ruled out'],
    ['already-arranged', 'The indicated study is already arranged'],
    notNow,
  ],
  'not-supported': [
    ['exception-applies', 'An exception applies to this patient'],
    elsewhere,
    notNow,
  ],
  'radiograph-missing': [
    ['done-elsewhere', 'The radiograph was done elsewhere'],
    ['radiation', 'Radiation should be avoided'],
    emergency,
    notNow,
  ],
  'treatment-missing': [
    elsewhere,
    ['treatment-contraindicated', 'Treatment is contraindicated or not tolerated'],
    declined,
    emergency,
    notNow,
  ],
  'evaluation-missing': [elsewhere, emergency, notNow],
  'simultaneous-studies': [['both-needed', 'Both studies are needed'], elsewhere, notNow],
  'documentation-missing': [elsewhere, emergency, notNow],
  'preferred-study': [
    ['other-study-needed', 'The ordered study answers the question better'],
    ['contrast-needed', 'Contrast is needed'],
    ['radiologist-advice', 'A radiologist advised it'],
    notNow,
  ],
  referral: [['already-considered', 'Already considered'], notNow],
  'documentation-form': [elsewhere, noTime],
  'documentation-task': [elsewhere, noTime],
};

/** The id under which the reasons are published. */
const id = 'spine-imaging-override-reasons';

/** The reasons for which a clinician may override a card of a kind. */
export function overrideReasons(kind: CardKind, canonicalBase: string): readonly Coding[] {
  const system = `${canonicalBase}/CodeSystem/${id}`;
  return byKind[kind].map(([code, display]) => ({ system, code, display }));
}

/** Every reason of every kind of card, as a CodeSystem. */
export function overrideReasonCodeSystem(canonicalBase: string, version: string): CodeSystem {
  const displays = new Map(Object.values(byKind).flat());
  return {
    resourceType: 'CodeSystem',
    id,
    url: `${canonicalBase}/CodeSystem/${id}`,
    version,
    name: 'SpineImagingOverrideReasons',
    title: 'Reasons to override a card about spine imaging',
    status: 'active',
    content: 'complete',
    caseSensitive: true,
    concept: [...displays].map(([code, display]) => ({ code, display })),
  };
}
