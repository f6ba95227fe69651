import type { ComponentChildren } from 'preact';
import type { Assessment, CriterionResult } from '../../assessment/types.ts';
import type { ListedGuideline } from '../../server/routes/web-types.ts';
import { studyByCpt } from '../../terminology/study-catalogue.ts';
import { shownDay } from '../shared/days.ts';
import { Mark } from '../shared/marks.tsx';
import {
  determinationTone,
  determinationWords,
  encodingOf,
  findingWords,
  titleIn,
  titleOf,
} from '../shared/words.ts';

interface DecisionProps {
  readonly assessment: Assessment;
  readonly guideline: ListedGuideline;
  /** What the vignette's author expects of this order, while nothing was edited. */
  readonly expected: string | undefined;
  /** Opens the documentation form; absent where nothing can be documented. */
  readonly onDocument: (() => void) | undefined;
}

/** What the guideline says of one order, and the tree of criteria that decided. */
export function Decision({ assessment, guideline, expected, onDocument }: DecisionProps) {
  const { study, indication, determination, decidedBy, preferredStudy, preference } = assessment;
  const label = studyByCpt(study.cpt)?.label ?? study.cpt;
  const title = (id: string) => titleIn(guideline, id);
  const preferred = preferredStudy === null ? undefined : studyByCpt(preferredStudy);
  return (
    <article class={`decision tone-${determinationTone[determination]}`}>
      <header>
        <Mark tone={determinationTone[determination]} size={30} />
        <div>
          <h3>{determinationWords[determination]}</h3>
          <p>
            {label} <span class="code">{study.cpt}</span>
            {indication === null
              ? ', no indication documented'
              : ` for ${lower(title(indication))}`}
          </p>
          {decidedBy === indication ? null : (
            <p class="quiet">Decided by: {lower(title(decidedBy))}</p>
          )}
          {preferred === undefined ? null : (
            <p class="quiet">
              {preference === 'mandated' ? 'Mandated' : 'Preferred'}: {preferred.label}{' '}
              <span class="code">{preferred.cpt}</span>
              {preference === null ? '' : ` (${preference})`}
            </p>
          )}
          {assessment.refersTo.length === 0 ? null : (
            <p class="quiet">Also governed by: {assessment.refersTo.map(titleOf).join(', ')}</p>
          )}
          {expected === undefined ? null : (
            <p class="quiet">
              {expected === determination
                ? 'As the vignette expects.'
                : `The vignette expects: ${expected}.`}
            </p>
          )}
        </div>
        {onDocument === undefined ? null : (
          <button type="button" class="button" onClick={onDocument}>
            Document what is missing
          </button>
        )}
      </header>
      {assessment.criteria.length === 0 ? (
        <p class="quiet">No criterion had to be looked at.</p>
      ) : (
        <Tree criteria={assessment.criteria} guideline={guideline} />
      )}
    </article>
  );
}

interface Branch {
  readonly criterion?: CriterionResult;
  /** A nameless group of alternatives. */
  readonly group?: string;
  readonly members: readonly Branch[];
}

/** The criteria by what they are part of. */
export function branches(criteria: readonly CriterionResult[]): readonly Branch[] {
  const ids = new Set(criteria.map(({ id }) => id));
  const below = (parent: string): readonly Branch[] =>
    criteria
      .filter((one) => one.partOf === parent && one.id !== parent)
      .map((criterion) => ({ criterion, members: below(criterion.id) }));
  const top: Branch[] = [];
  const groups = new Set<string>();
  for (const criterion of criteria) {
    const { partOf } = criterion;
    if (partOf === undefined || partOf === criterion.id) {
      top.push({ criterion, members: below(criterion.id) });
    } else if (!ids.has(partOf) && !groups.has(partOf)) {
      groups.add(partOf);
      top.push({ group: partOf, members: below(partOf) });
    }
  }
  return top;
}

function Tree({
  criteria,
  guideline,
}: {
  criteria: readonly CriterionResult[];
  guideline: ListedGuideline;
}) {
  return <ul class="tree">{branches(criteria).map((one) => branchItem(one, guideline))}</ul>;
}

function branchItem(branch: Branch, guideline: ListedGuideline): ComponentChildren {
  const { criterion, group, members } = branch;
  const inner =
    members.length === 0 ? null : <ul>{members.map((one) => branchItem(one, guideline))}</ul>;
  if (criterion === undefined) {
    return members.length < 2 ? (
      members.map((one) => branchItem(one, guideline))
    ) : (
      <li key={group} class="tree-group">
        <p>One of these is enough</p>
        {inner}
      </li>
    );
  }
  return (
    <li key={criterion.id}>
      <Leaf criterion={criterion} guideline={guideline} />
      {inner}
    </li>
  );
}

function Leaf({
  criterion,
  guideline,
}: {
  criterion: CriterionResult;
  guideline: ListedGuideline;
}) {
  const { id, finding, summary, evidence, statements } = criterion;
  const encoding = encodingOf(guideline, id);
  const question = encoding?.kind === 'criterion' ? encoding.title : '';
  return (
    <details class={`leaf tone-${finding}`}>
      <summary>
        <Mark tone={finding} />
        <span class="leaf-title">{titleIn(guideline, id)}</span>
        <span class="leaf-finding">{findingWords[finding]}</span>
        <span class="leaf-summary">{summary}</span>
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
                {one.date === undefined ? null : <time>{shownDay(one.date)}</time>} {one.text}{' '}
                <span class="code">{one.reference}</span>
              </li>
            ))}
          </ul>
        )}
        <h4>Guideline</h4>
        {statements.map((statement) => (
          <Sentence key={statement} id={statement} guideline={guideline} />
        ))}
      </div>
    </details>
  );
}

/** The guideline's own sentence, with the way to its place. */
export function Sentence({ id, guideline }: { id: string; guideline: ListedGuideline }) {
  for (const section of guideline.sections) {
    const statement = section.statements.find((one) => one.id === id);
    if (statement === undefined) continue;
    return (
      <blockquote class="sentence">
        <p>{statement.text}</p>
        <footer>
          <a href={`./guideline#${id}`}>{id}</a> · {section.title}
        </footer>
      </blockquote>
    );
  }
  return null;
}

function lower(text: string): string {
  // Names keep their capitals: only a word that is otherwise lower case loses its first one.
  return /^[A-Z][a-z]/.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}
