import { determinationWords } from '../../assessment/determination-words.ts';
import type { Assessment } from '../../assessment/types.ts';
import type { GuidelineTexts } from '../../server/routes/web-types.ts';
import { studyByCpt } from '../../terminology/study-catalogue.ts';
import { Mark } from '../shared/marks.tsx';
import { determinationText, determinationTone, titleIn, titleOf } from '../shared/words.ts';
import { CriteriaTree } from './criteria-tree.tsx';

interface DecisionProps {
  readonly assessment: Assessment;
  readonly guideline: GuidelineTexts;
  /** What the story's author expects of this order, while nothing was edited. */
  readonly expected: string | undefined;
  /** Opens the documentation form; absent where nothing can be documented. */
  readonly onDocument: (() => void) | undefined;
}

const preferenceWords = {
  advisory: 'of the two that are listed',
  recommended: 'the ordered one is not listed here',
  mandated: 'no other will do',
} as const;

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
              {preference === 'mandated' ? 'Needed' : 'Preferred'}: {preferred.label}{' '}
              <span class="code">{preferred.cpt}</span>
              {preference === null ? '' : `, ${preferenceWords[preference]}`}
            </p>
          )}
          {assessment.refersTo.length === 0 ? null : (
            <p class="quiet">Also governed by: {assessment.refersTo.map(titleOf).join(', ')}</p>
          )}
          {expected === undefined || expected === determination ? null : (
            <p class="quiet">The story’s author expected: {determinationText(expected)}.</p>
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
        <CriteriaTree assessment={assessment} guideline={guideline} />
      )}
    </article>
  );
}

function lower(text: string): string {
  // Names keep their capitals: only a word that is otherwise lower case loses its first one.
  return /^[A-Z][a-z]/.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}
