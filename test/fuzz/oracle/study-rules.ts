import type { Question } from './facts.ts';
import { answers, wordsOf } from './record.ts';

/** Studies that have a rule of their own instead of an indication, and what they lack. */
export function lacksOfStudyRule(question: Question): readonly string[] | undefined {
  const { cpt, record, order } = question;
  const all = (...ids: readonly string[]): readonly string[] =>
    ids.filter((id) => !answers(record, id).includes(true)).map((id) => `${id}: not attested`);
  if (/^(76390|06(09|1[0-2])T)$/.test(cpt)) return ['MR spectroscopy'];
  if (/^0(648|649|697|698)T$/.test(cpt)) return ['quantitative MRI'];
  if (/^(62284|72240|72255|72265|72270|6230[2-5])$/.test(cpt)) return ['injection for myelography'];
  if (/^7637[67]$/.test(cpt)) {
    return all(
      'rendering-answers-question',
      'plan-relies-on-rendering',
      'multiplanar-insufficient',
    );
  }
  const technique = wordsOf(order.orderDetail).trim();
  if (/^7881[1-6]$/.test(cpt)) {
    return technique === 'pet/mri'
      ? all('pet-ct-criteria', 'pet-ct-unavailable')
      : all('pet-ct-criteria');
  }
  if (/^7649[78]$/.test(cpt)) {
    const ways = [
      all('documentation.unlisted-rationale'),
      all('pet-ct-criteria', 'pet-ct-unavailable'),
    ];
    return ways.some((way) => way.length === 0) ? [] : ways.flat();
  }
  if (/^(7700[23]|7701[12]|76942)$/.test(cpt)) return [];
  const isMri = question.study?.kind === 'MRI';
  if (
    isMri &&
    /^(positional|upright|standing|weight-bearing|kinetic|dynamic)( mri)?$/.test(technique)
  ) {
    return ['positional MRI'];
  }
  const isNeckCt = question.study?.kind === 'CT' && question.study.level === 'cervical';
  return isNeckCt && /^(cone[- ]beam( ct)?|cbct)$/.test(technique) ? ['cone-beam CT'] : undefined;
}
