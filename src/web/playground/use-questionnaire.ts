import type { Questionnaire } from 'fhir/r4.js';
import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../../message-of.ts';
import { getJson } from '../shared/api.ts';

/** The documentation form, or why it did not come; neither while it is under way. */
interface Asked {
  readonly questionnaire?: Questionnaire;
  readonly problem?: string;
}

let asked: Promise<Questionnaire> | undefined;

/** The documentation form, which is asked for once, by the first that shows it. One that did not come is asked for again. */
export function useQuestionnaire(): Asked {
  const [known, setKnown] = useState<Asked>({});
  useEffect(() => {
    asked ??= getJson<Questionnaire>('./form/questionnaire');
    asked.then(
      (questionnaire) => setKnown({ questionnaire }),
      (error: unknown) => {
        asked = undefined;
        setKnown({ problem: messageOf(error) });
      },
    );
  }, []);
  return known;
}
