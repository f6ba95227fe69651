import type { Assessment } from '../../assessment/types.ts';
import type { Card } from '../../cds/types.ts';
import type { GuidelineTexts, OpenedVignette } from '../../server/routes/web-types.ts';
import { isAbout, linkedItems } from './asked-items.ts';
import { Decision } from './decision.tsx';

interface DecisionPanelProps {
  /** Absent until the service has answered. */
  readonly assessments: readonly Assessment[] | undefined;
  /** The cards that were dismissed: one that is shown leads to its form itself. */
  readonly hidden: readonly Card[];
  readonly guideline: GuidelineTexts;
  /** What the story's author expects, while nothing was edited. */
  readonly expected: OpenedVignette['expected']['assessments'];
  readonly onDocument: (linkIds: readonly string[]) => void;
}

/** How the guideline decides on each order of the call. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { assessments, hidden, guideline, expected, onDocument } = props;
  return (
    <section class="panel decision-panel" aria-labelledby="decision-title">
      <h2 class="panel-title" id="decision-title">
        How the guideline decides
      </h2>
      {assessments?.length === 0 ? (
        <p class="quiet">No spine imaging order to judge.</p>
      ) : (
        assessments?.map((assessment) => {
          const linkIds = hidden
            .filter((card) => isAbout(card, assessment.order))
            .flatMap(linkedItems);
          return (
            <Decision
              key={assessment.order}
              assessment={assessment}
              guideline={guideline}
              expected={expected.find(({ order }) => order === assessment.order)?.determination}
              onDocument={linkIds.length === 0 ? undefined : () => onDocument(linkIds)}
            />
          );
        })
      )}
    </section>
  );
}
