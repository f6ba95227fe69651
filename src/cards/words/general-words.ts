import { listed } from './days.ts';
import { treatmentWords } from './treatment-words.ts';
import type { CriterionWords, Facts } from './words.ts';

const since = (day: string | undefined): string => (day === undefined ? '' : ` since ${day}`);

const examined: Readonly<Record<string, string>> = {
  'neurological-examination.dermatomal-sensation': 'sensation by dermatome',
  'neurological-examination.motor': 'strength',
  'neurological-examination.reflexes': 'reflexes',
};

function filmOf({ region }: Facts): string {
  return region === undefined ? 'of this region' : `of the ${region}`;
}

function unreadFilm(facts: Facts): string {
  return facts.hasEvidence
    ? 'one is on the chart, without its date or its result'
    : `none ${filmOf(facts)} on the chart${since(facts.since)}`;
}

function isUnreadFilm({ finding, hasEvidence }: Facts): boolean {
  return finding === 'not-documented' && hasEvidence;
}

function earlierFilm({ date, since: from, isAnswered }: Facts): string {
  if (isAnswered) return 'none, per the form';
  const last = date === undefined ? 'the last one' : `the last one (${date})`;
  return from === undefined ? `${last} is too old` : `${last} is from before ${from}`;
}

const filmTaken = (facts: Facts): string =>
  `X-ray${facts.date === undefined ? '' : ` ${facts.date}`}`;

/** A film is needed; where one is there, one that shows this. */
const filmThat =
  (shows: string) =>
  (facts: Facts): string =>
    facts.hasEvidence ? `an X-ray that ${shows}` : `an X-ray${since(facts.since)}`;

/** A film is there, and what it shows is the question. */
const unclearReading = (facts: Facts): string =>
  facts.hasEvidence
    ? `the report${facts.date === undefined ? '' : ` of ${facts.date}`} does not say`
    : unreadFilm(facts);

const unplacedReason = ({ hasEvidence }: Facts): string =>
  hasEvidence
    ? 'the reason on the order does not point to this level'
    : 'nothing on the order or the chart points to this level';

/** The prerequisites that most sections share. */
export const generalWords: Readonly<Record<string, CriterionWords>> = {
  ...treatmentWords,
  'in-person-evaluation': {
    name: 'Visit',
    need: ({ onset }) => `a visit in person${since(onset)}`,
    open: ({ hasEvidence, onset }) =>
      hasEvidence
        ? 'one is on the chart, but not clearly of this episode'
        : `none in person on the chart${since(onset)}`,
    no: ({ isAnswered, onset }) =>
      isAnswered ? 'none in person, per the form' : `only video or telephone${since(onset)}`,
    met: ({ date }) => (date === undefined ? 'visit' : `visit ${date}`),
  },
  'clinical-re-evaluation': {
    name: 'Re-evaluation',
    need: 'a re-evaluation after treatment',
    open: () => 'no contact on the chart once treatment had its {trialDays|duration}',
    no: () => 'none after treatment, per the form',
    met: ({ date }) => (date === undefined ? 're-evaluated' : `re-evaluated ${date}`),
  },
  'plain-radiograph': {
    name: 'X-ray',
    need: (facts) =>
      isUnreadFilm(facts) ? 'the date and result of the X-ray' : `an X-ray${since(facts.since)}`,
    headline: (facts) =>
      isUnreadFilm(facts) ? 'the X-ray on the chart has no date or no result' : undefined,
    open: unreadFilm,
    no: earlierFilm,
    met: filmTaken,
  },
  'post-surgical-radiograph': {
    name: 'X-ray',
    need: () => 'an X-ray since the surgery',
    open: (facts) =>
      facts.hasEvidence ? 'whether it is from after the surgery is not clear' : unreadFilm(facts),
    no: earlierFilm,
    met: filmTaken,
  },
  'radiograph-negative-for-fracture': {
    name: 'X-ray without fracture',
    need: filmThat('is read as without fracture'),
    open: unclearReading,
    no: ({ date }) => `the film${date === undefined ? '' : ` of ${date}`} shows one, or is too old`,
    met: (facts) => `${filmTaken(facts)} without fracture`,
  },
  'radiograph-nondiagnostic': {
    name: 'Inconclusive X-ray',
    need: filmThat('leaves the question open'),
    open: unclearReading,
    no: ({ date }) =>
      `the film${date === undefined ? '' : ` of ${date}`} answers the question, or is too old`,
    met: (facts) => `${filmTaken(facts)} not conclusive`,
  },
  'fracture-acuity-indeterminate': {
    name: 'Age of the fracture',
    need: filmThat('leaves the age of the fracture open'),
    open: unclearReading,
    no: () => 'the film shows how old it is',
    met: (facts) => `fracture of unknown age on ${filmTaken(facts)}`,
  },
  'neurological-examination': {
    name: 'Neurological exam',
    need: 'a neurological exam',
    open: ({ asks, hasEvidence, onset }) => {
      const missing = asks.flatMap((linkId) => examined[linkId] ?? []);
      if (missing.length === 0) return hasEvidence ? 'the entries disagree' : 'not on the chart';
      return `${listed(missing)} not on the chart${since(onset)}`;
    },
    no: () => 'not examined, per the form',
    met: ({ date }) => (date === undefined ? 'neurological exam' : `neurological exam ${date}`),
  },
  'documented-indication': {
    name: 'Reason',
    need: 'a reason for imaging this level',
    open: unplacedReason,
    headline: unplacedReason,
  },
  'simultaneous-studies-need': {
    name: 'Second study',
    need: 'a reason for two studies of one region',
    open: () => 'a similar study of this region is under way',
    no: () => 'both are not needed, per the form',
    headline: () => 'a similar study of this region is under way; say why both are needed',
  },
  'repeat-imaging-need': {
    name: 'Repeat',
    need: 'a reason for repeating it',
    open: ({ date }) =>
      date === undefined
        ? 'already done in this episode'
        : `already done on ${date}, with a result`,
    no: () => 'nothing has changed, per the form',
    headline: ({ date }) =>
      date === undefined
        ? 'already done in this episode; say what has changed'
        : `already done on ${date}; say what has changed since`,
    met: () => 'a reason to repeat it',
  },
};
