/** The items of the documentation form about a trial of treatment. */
export const trial = {
  directed: 'trial-of-treatment.provider-directed',
  outcome: 'trial-of-treatment.outcome',
  ongoing: 'trial-of-treatment.ongoing',
  start: 'trial-of-treatment.start',
  end: 'trial-of-treatment.end',
} as const;
