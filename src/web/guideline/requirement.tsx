import type { Requirement, StudyInWords } from '../../explain/requirement.ts';
import type { ListedDecision } from '../../server/routes/web-types.ts';

/** What an indication or a red flag asks for, as a list that reads from the top, and the studies that it lists. */
export function Decision({ decision }: { decision: ListedDecision }) {
  return (
    <div class="decision">
      <RequirementTree requirement={decision.requires} />
      {decision.studies.length === 0 ? null : (
        <>
          <p class="decision-label">Studies, the preferred first</p>
          <ol class="decision-studies">
            {decision.studies.map((study) => (
              <ListedStudy key={study.text} study={study} />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function ListedStudy({ study: { text, needs } }: { study: StudyInWords }) {
  return (
    <li>
      {text}
      {needs === undefined ? null : (
        <>
          , only where
          <RequirementTree requirement={needs} />
        </>
      )}
    </li>
  );
}

function RequirementTree({ requirement }: { requirement: Requirement }) {
  return (
    <ul class="requirement">
      <RequirementItem requirement={requirement} />
    </ul>
  );
}

function RequirementItem({ requirement }: { requirement: Requirement }) {
  if (requirement.kind === 'criterion') return <li>{requirement.text}</li>;
  if (requirement.kind === 'unless') {
    return (
      <>
        <RequirementItem requirement={requirement.of} />
        <li class="requirement-unless">
          <span class="requirement-word">unless</span>
          <ul>
            <RequirementItem requirement={requirement.exception} />
          </ul>
        </li>
      </>
    );
  }
  const { kind, text, of } = requirement;
  return (
    <li>
      {text === undefined ? null : `${text} `}
      <span class="requirement-word">{kind === 'all' ? 'all of' : 'one of'}</span>
      <ul>
        {of.map((one, position) => (
          <RequirementItem key={position} requirement={one} />
        ))}
      </ul>
    </li>
  );
}
