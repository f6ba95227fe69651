/** What the message of a card can be about. */
export const cardKinds = [
  'red-flag',
  'not-supported',
  'radiograph-missing',
  'treatment-missing',
  'evaluation-missing',
  'simultaneous-studies',
  'documentation-missing',
  'preferred-study',
  'referral',
  'documentation-form',
  'documentation-task',
  'unrecognised-study',
] as const;
