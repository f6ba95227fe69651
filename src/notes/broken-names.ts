import { conditionPhrases } from '../terminology/condition-phrases.ts';
import { emergenciesInWords, hasEmergency } from '../terminology/emergencies.ts';

/** Words that follow each other in the names of emergencies: "foot drop", "saddle numbness". */
const pairs: ReadonlySet<string> = new Set(
  conditionPhrases
    .filter(({ concepts }) => hasEmergency(concepts, emergenciesInWords))
    .flatMap(({ phrases }) => phrases)
    .flatMap((phrase) => {
      const words = phrase.split(' ');
      return words.slice(1).map((word, at) => `${words[at]} ${word}`);
    }),
);

const lastWord = /([a-z]+)\s*$/i;
const firstWord = /^\s*([a-z]+)/;

/** Whether a line ends, and the next one begins, inside the name of an emergency: "right foot" and "drop since yesterday". */
export function breaksName(line: string, next: string): boolean {
  const [, before = ''] = lastWord.exec(line) ?? [];
  const [, after = ''] = firstWord.exec(next) ?? [];
  return pairs.has(`${before.toLowerCase()} ${after}`);
}
