import { useEffect, useState } from 'preact/hooks';
import type { ListedVignette } from '../../server/routes/web-types.ts';
import { getJson } from '../shared/api.ts';
import { IndicatorMark, Mark } from '../shared/marks.tsx';
import type { Demonstration } from '../smart/demonstrations.tsx';
import { type Start, starts } from './starts.ts';

interface WelcomeProps {
  readonly vignettes: readonly ListedVignette[];
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
  readonly onAll: () => void;
}

/** What this page is, and seven patients to begin with. */
export function Welcome({ vignettes, chosen, onChoose, onAll }: WelcomeProps) {
  return (
    <section class="welcome" aria-labelledby="welcome-title">
      <h1 id="welcome-title">
        Order a spine study and see what the coverage guideline says of it, while you write.{' '}
        <span>Every patient here is invented.</span>
      </h1>
      <ul class="starts">
        {starts.map((start) => {
          const patient = vignettes.find(({ name }) => name === start.name)?.patient;
          return patient === undefined ? null : (
            <li key={start.name}>
              <button
                type="button"
                class="start"
                aria-pressed={start.name === chosen}
                onClick={() => onChoose(start.name)}
              >
                <span class="start-name">{patient}</span>
                <span class="start-about">{start.about}</span>
                <span class="start-answer">
                  <StartMark tone={start.tone} />
                  {start.answer}
                </span>
              </button>
            </li>
          );
        })}
        <li>
          <button type="button" class="start start-all" onClick={onAll}>
            <span class="start-name">All {vignettes.length} patients</span>
            <span class="start-about">by answer, section or word</span>
          </button>
        </li>
      </ul>
      <WholeLoop />
    </section>
  );
}

/** Where an EHR for demonstrations runs beside the service: the way to it. */
function WholeLoop() {
  const [demonstration, setDemonstration] = useState<Demonstration>();
  useEffect(() => {
    getJson<readonly Demonstration[]>('/form/demonstrations').then(
      ([first]) => setDemonstration(first),
      () => undefined,
    );
  }, []);
  return demonstration === undefined ? null : (
    <p class="quiet">
      <a href={demonstration.address}>Try the whole loop</a> in an EHR: sign an order, fill in its
      form, and sign it again.
    </p>
  );
}

function StartMark({ tone }: Pick<Start, 'tone'>) {
  return tone === 'critical' ? (
    <IndicatorMark indicator="critical" size={14} />
  ) : (
    <Mark tone={tone} size={14} />
  );
}
