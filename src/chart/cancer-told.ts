import { answersWithCancer, asksForCancer } from '../terminology/cancer-history.ts';
import type { Concept } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { type Fields, shortened, wordsOf } from './fields.ts';
import { answerOf } from './measures.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { isUnanswered } from './what-it-says.ts';

const isOfCancer = ofConcept((code) => asksForCancer(wordsOf(code)));

const past: ReadonlySet<Concept> = new Set<Concept>(['history-of-malignancy']);

/** The cancer that an Observation names in answer to a question for one: "History of cancer: breast 2021". */
export function cancerTold(
  observation: Fields,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact | undefined {
  const { code } = observation;
  if (!isOfCancer(code) || isUnanswered(observation)) return undefined;
  const said = answerOf(observation);
  if (!answersWithCancer(said)) return undefined;
  return {
    concepts: past,
    regions: [],
    certainty: 'known',
    current: true,
    recorded: date,
    severe: false,
    bilateral: false,
    origin: 'condition',
    fromText: true,
    evidence: cite(reference, date, shortened(`${wordsOf(code)}: ${said}`)),
  };
}
