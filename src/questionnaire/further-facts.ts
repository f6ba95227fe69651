/** A yes-or-no fact that a rule mentions in words, beside the criteria that can be attested under their own id. */
export interface FurtherFact {
  readonly linkId: string;
  readonly text: string;
  readonly statements: readonly string[];
}

export const furtherFacts: readonly FurtherFact[] = [
  {
    linkId: 'long-tract-signs',
    text: 'Are there long-tract signs (Babinski, Hoffmann, hyperreflexia)?',
    statements: ['myelopathy-2'],
  },
  {
    linkId: 'post-surgical-symptoms',
    text: 'Are there new or worsening symptoms, or intractable pain, since the surgery?',
    statements: ['general-postop-1'],
  },
  {
    linkId: 'whole-body-syndrome',
    text: 'Is there a cancer predisposition syndrome or an autoimmune condition whose own guideline calls for whole-body MRI?',
    statements: ['general-wholebody-1'],
  },
];
