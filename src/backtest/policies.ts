import type { OrderReviewService } from '../../hooks/order-review.ts';
import { orderSignService } from '../../hooks/services.ts';
import { messageOf } from '../message-of.ts';
import { readReadings } from '../server/readings-file.ts';
import { newestPolicy } from '../spine-imaging/loaded-policies.ts';
import { BacktestError } from './problem.ts';

/** A policy that orders are judged under. */
export interface NamedPolicy {
  readonly name: string;
  /** The service that answers at signing. */
  readonly service: OrderReviewService;
}

/**
 * The policy that a word of the command line names: `default`, or a file of readings.
 * @throws BacktestError where the file is not one
 */
export function policyOf(word: string): NamedPolicy {
  const service = orderSignService({
    payerName: 'Spine imaging guideline',
    guidelineUrl: 'https://spine-imaging-cds.example.org/guideline',
    publicBaseUrl: 'http://127.0.0.1:3000',
    canonicalBase: 'https://spine-imaging-cds.example.org/fhir',
    readings: readingsOf(word),
  });
  const { name, version } = newestPolicy;
  const suffix = word === 'default' ? '' : ` (${word.split('/').at(-1)})`;
  return { name: `${name} ${version}${suffix}`, service };
}

function readingsOf(word: string) {
  try {
    return readReadings(word === 'default' ? undefined : word);
  } catch (error) {
    const message = messageOf(error);
    throw new BacktestError(message.replace('READINGS_FILE is', 'The policy is'));
  }
}
