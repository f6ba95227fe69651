import type { ComponentChildren } from 'preact';
import type { Assessment, CriterionResult } from '../../assessment/types.ts';
import type { GuidelineTexts } from '../../server/routes/web-types.ts';
import { shownDay, withShownDays } from '../shared/days.ts';
import { Mark, type Tone } from '../shared/marks.tsx';
import { encodingOf, findingWords, titleIn } from '../shared/words.ts';
import { type Branch, branches } from './branches.ts';

interface TreeProps {
  readonly assessment: Assessment;
  readonly guideline: GuidelineTexts;
}

/**
 * The criteria that decided, as a tree: each with its finding by colour, shape and word, its evidence and its
 * statements.
 */
export function CriteriaTree(props: TreeProps) {
  return (
    <ul class="tree">
      {branches(props.assessment.criteria).map((branch) => branchItem(branch, props))}
    </ul>
  );
}

function branchItem({ criterion, group, members }: Branch, props: TreeProps): ComponentChildren {
  const items = members.map((one) => branchItem(one, props));
  if (criterion !== undefined) {
    return (
      <li key={criterion.id} class="branch">
        <Leaf criterion={criterion} {...props} />
        {items.length === 0 ? null : <ul>{items}</ul>}
      </li>
    );
  }
  if (members.length < 2) return items;
  return (
    <li key={group} class="branch tree-group">
      <p>One of these is enough</p>
      <ul>{items}</ul>
    </li>
  );
}

/** In an order that a study rule excludes, what is met is what excludes it. */
function toneOf({ finding }: CriterionResult, { determination, decidedBy }: Assessment): Tone {
  const excludes = determination === 'not-supported' && decidedBy.startsWith('study.');
  return excludes && finding === 'met' ? 'excluding' : finding;
}

function Leaf(props: TreeProps & { criterion: CriterionResult }) {
  const { criterion, assessment, guideline } = props;
  const { id, finding, summary, evidence, statements } = criterion;
  const tone = toneOf(criterion, assessment);
  const encoding = encodingOf(guideline, id);
  const question = encoding?.kind === 'criterion' ? encoding.title : '';
  return (
    <details class={`leaf tone-${tone}`}>
      <summary>
        <Mark tone={tone} />
        <span class="leaf-title">{titleIn(guideline, id)}</span>
        <span class="leaf-finding">
          {findingWords[finding]}
          {tone === 'excluding' ? ': excludes the study' : ''}
        </span>
        <span class="leaf-summary">{withShownDays(summary)}</span>
      </summary>
      <div class="leaf-body">
        {question === '' ? null : <p class="leaf-question">{question}</p>}
        <h4>Evidence</h4>
        {evidence.length === 0 ? (
          <p class="quiet">Nothing on the chart.</p>
        ) : (
          <ul class="evidence">
            {evidence.map((one) => (
              <li key={`${one.reference} ${one.text}`}>
                {one.date === undefined ? null : <time>{shownDay(one.date)}</time>} {one.text}
              </li>
            ))}
          </ul>
        )}
        {statements.length === 0 ? null : <h4>Guideline</h4>}
        {statements.map((statement) => (
          <Sentence key={statement} id={statement} guideline={guideline} />
        ))}
      </div>
    </details>
  );
}

/** The guideline's own sentence, with the way to its place; its id is for whoever points at it. */
function Sentence({ id, guideline }: { id: string; guideline: GuidelineTexts }) {
  for (const section of guideline.sections) {
    const statement = section.statements.find((one) => one.id === id);
    if (statement === undefined) continue;
    return (
      <blockquote class="sentence">
        <p>{statement.text}</p>
        <footer>
          <a href={`./guideline#${id}`} title={id}>
            {section.title}
          </a>
        </footer>
      </blockquote>
    );
  }
  return null;
}
