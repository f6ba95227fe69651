import type { Fact, Level, State, Story, Study } from '../stories/story.ts';

export type Determination =
  | 'supported'
  | 'alternative-preferred'
  | 'prerequisites-missing'
  | 'not-supported';

/** A red flag at the ordered level: there, possibly there (it prompts), or not there. */
export type FlagFinding = 'met' | 'half' | 'none';

/** What formal.md says of one order of a story. */
export interface StoryVerdict {
  /** Every determination that formal.md leaves room for; one where it leaves none. */
  readonly may: ReadonlySet<Determination>;
  /** Every red flag that the story touches, with every finding that formal.md leaves room for. */
  readonly flags: ReadonlyMap<string, ReadonlySet<FlagFinding>>;
  /** The study that has to be named as preferred, where exactly one can be. */
  readonly preferred?: string;
  /** Why, in the order in which it was found: for whoever reads a counterexample. */
  readonly why: readonly string[];
}

interface Flag {
  readonly id: string;
  readonly finding: ReadonlySet<FlagFinding>;
  /** The levels at which it counts (reading A52). */
  readonly levels: readonly Level[];
  readonly why: string;
}

const only = (finding: FlagFinding): ReadonlySet<FlagFinding> => new Set([finding]);
const either = (...findings: readonly FlagFinding[]): ReadonlySet<FlagFinding> => new Set(findings);

/** A disease: known or suspected, active, of this episode (section 3; readings A10, A53). */
function ofState(state: State, isDeficit: boolean): ReadonlySet<FlagFinding> {
  switch (state) {
    case 'current':
    case 'suspected':
    // A53: an older entry is no contradiction, the newer record holds.
    case 'resolved-and-back':
      return only('met');
    case 'denied-since':
      // A53: a denial newer than the record makes it not-documented.
      return either('none', 'half');
    case 'old':
      // A10: documented old and stable is not-met. A disease still active since long prompts at the least.
      return isDeficit ? either('none', 'half') : either('none', 'half', 'met');
    case 'visit-undated':
      // A62: without any date it prompts, and supports nothing.
      return only('half');
    case 'visit-long-ago':
      // A62: it speaks of its own day, which lies neither in the episode nor in the last twelve weeks.
      return only('none');
    case 'resolved':
    case 'refuted':
    case 'erroneous':
    case 'denied':
      return only('none');
  }
}

/** redflag-1: new-onset strength of grade 3 or less, limb by limb; a fall on the same limb is a progression. */
function strengthFlags(story: Story): readonly Flag[] {
  return story.facts.flatMap((fact): readonly Flag[] => {
    if (fact.what !== 'strength') return [];
    const isLeg = fact.limb.endsWith('leg');
    const levels: readonly Level[] = isLeg ? ['lumbar'] : ['cervical'];
    const inEpisode = fact.grades.filter(({ daysAgo }) => daysAgo <= story.complaint.since);
    const before = fact.grades.filter(({ daysAgo }) => daysAgo > story.complaint.since);
    const last = fact.grades.at(-1);
    const wasWeakBefore = before.some(({ grade }) => grade <= 3);
    // A10: no evidence that it is old; the section says pre-episode, so that it may be denied or asked about.
    const isShortlyBefore = before.some(({ grade, daysAgo }) => grade <= 3 && daysAgo <= 84);
    const isWeak = last !== undefined && last.grade <= 3 && inEpisode.length > 0;
    const isNewlyWeak = isWeak && !wasWeakBefore;
    const previous = fact.grades.at(-2);
    const hasFallen = last !== undefined && previous !== undefined && last.grade < previous.grade;
    const weak = isNewlyWeak
      ? only('met')
      : // Weakness of before the episode that is no worse now is chronic.
        hasFallen && isWeak
        ? either('none', 'half', 'met')
        : isShortlyBefore && last !== undefined && last.grade <= 3
          ? either('none', 'half')
          : only('none');
    const fallen = only(hasFallen ? 'met' : 'none');
    const course = fact.grades.map(({ grade, daysAgo }) => `${grade}/5 ${daysAgo} days ago`);
    const why = `${fact.limb} ${course.join(', ')}, compared with itself (A53)`;
    // A leg can be weak by a cord that is pressed upon higher up: section 3 leaves that level open.
    const higher: readonly Level[] = isLeg ? ['cervical', 'thoracic'] : [];
    return [
      { id: 'red-flag.motor-grade', finding: weak, levels, why },
      { id: 'red-flag.motor-grade', finding: perhaps(weak), levels: higher, why },
      { id: 'red-flag.progressive-deficit', finding: fallen, levels, why },
      { id: 'red-flag.progressive-deficit', finding: perhaps(fallen), levels: higher, why },
    ];
  });
}

/** A finding at a level of which it is not certain that it is the relevant one. */
function perhaps(finding: ReadonlySet<FlagFinding>): ReadonlySet<FlagFinding> {
  return canBe(finding, 'met') ? either('none', 'half', 'met') : finding;
}

/** general-cancer-1 with readings A12, A45, A46. */
function cancerFlag(fact: Extract<Fact, { what: 'cancer' }>, story: Story): Flag {
  const { malignancy, suspicion, feature } = fact;
  const isSuspected = suspicion !== 'none';
  const hasFeature = feature !== 'none' || story.age > 70;
  const finding = ((): ReadonlySet<FlagFinding> => {
    if (isSuspected && malignancy !== 'none' && suspicion === 'metastasis') return only('met'); // A45
    if (isSuspected && hasFeature) return only('met'); // A12
    if (isSuspected)
      return suspicion === 'metastasis' || malignancy !== 'none'
        ? either('half', 'met')
        : either('half', 'none');
    // A46 is about pain.
    if (malignancy !== 'none' && story.complaint.kind !== 'myelopathy') return only('half');
    return either('none', 'half'); // A12: features alone never
  })();
  return {
    id: 'red-flag.cancer',
    finding,
    levels: [story.complaint.level],
    why: 'A12, A45, A46, A52',
  };
}

/** severe-radicular: 9 of 10, loss of function, 7 days of treatment, and a plan. */
function severePainFlag(fact: Extract<Fact, { what: 'severe-pain' }>, story: Story): Flag {
  const isRadicular = story.complaint.kind === 'radiculopathy';
  const parts = [
    fact.score >= 9,
    fact.isDisabling,
    fact.days >= 7,
    fact.plan === 'urgent',
    isRadicular,
  ];
  const isOver = fact.score < 9 || fact.days < 7 || !isRadicular;
  return {
    id: 'red-flag.severe-radicular-pain',
    finding: parts.every(Boolean)
      ? only('met')
      : isOver
        ? either('none', 'half')
        : either('half', 'none'),
    levels: [story.complaint.level],
    why: 'general-radiculopathy-2: 9/10, function, 7 days, TFESI or urgent surgery or referral',
  };
}

/** Every red flag of a story, wherever it lies. */
function flagsOf(story: Story): readonly Flag[] {
  const { complaint } = story;
  const others = story.facts.flatMap((fact): readonly Flag[] => {
    switch (fact.what) {
      case 'foot-drop':
        return [
          {
            id: 'red-flag.foot-drop',
            finding: ofState(fact.state, true),
            levels: ['lumbar'],
            why: `foot drop ${fact.state}`,
          },
        ];
      case 'bilateral-leg-weakness':
        return [
          {
            id: 'red-flag.bilateral-leg-weakness',
            finding: ofState(fact.state, true),
            levels: ['lumbar', 'thoracic'],
            why: `weak legs ${fact.state}`,
          },
        ];
      case 'cauda-equina':
        return [
          {
            id: 'red-flag.cauda-equina',
            finding: ofState(fact.state, false),
            levels: ['lumbar'],
            why: `cauda equina ${fact.state}`,
          },
        ];
      case 'infection':
      case 'fracture':
        return [
          {
            id: `red-flag.${fact.what}`,
            finding: ofState(fact.state, false),
            levels: [fact.level ?? complaint.level],
            why: `${fact.what} ${fact.state} (A52)`,
          },
        ];
      case 'aorta': {
        // A11: related to the presentation, which a neck is not for certain.
        const isNew = fact.daysAgo <= complaint.since;
        const finding = isNew ? only('met') : either('met', 'half');
        const related = complaint.level === 'cervical' && !isNew ? perhaps(finding) : finding;
        return [{ id: 'red-flag.aorta', finding: related, levels: [complaint.level], why: 'A11' }];
      }
      case 'cancer':
        return [cancerFlag(fact, story)];
      case 'fever': {
        if (fact.daysAgo > complaint.since) return [];
        // A48 is about pain, where nobody has said a word of infection.
        const isSure =
          complaint.kind !== 'myelopathy' && !story.facts.some((one) => one.what === 'infection');
        const finding = isSure ? only('half') : either('none', 'half');
        return [{ id: 'red-flag.infection', finding, levels: [complaint.level], why: 'A48' }];
      }
      case 'severe-pain':
        return [severePainFlag(fact, story)];
      default:
        return [];
    }
  });
  return [...others, ...strengthFlags(story)];
}

type Finding = 'met' | 'not-met' | 'not-documented';

/** The criteria of section 2.1 on the story's care. */
function criteriaOf({ care, complaint }: Story): Readonly<Record<string, Finding>> {
  const { visit, treatment, isSeenAgain, film, isExamined } = care;
  const trial = ((): Finding => {
    // A59: a reason elsewhere in the body excludes, an unmapped one excludes nothing.
    if (treatment === undefined || treatment.reason === 'elsewhere') return 'not-documented';
    const isLong = treatment.from - treatment.to >= 42;
    const isRecent = treatment.to <= 84;
    if (!isLong || !isRecent || treatment.outcome === 'improved') return 'not-met';
    return treatment.outcome === 'failed' ? 'met' : 'not-documented';
  })();
  const contacts = [
    ...(isSeenAgain ? [2] : []),
    ...(visit === 'in-person' || visit === 'remote' ? [complaint.since - 1] : []),
  ];
  const due =
    treatment === undefined || treatment.reason === 'elsewhere'
      ? undefined
      : Math.max(treatment.to, treatment.from - 42);
  return {
    'in-person-evaluation': {
      none: 'not-documented',
      remote: 'not-met',
      'in-person': 'met',
      'before-the-episode': 'not-documented',
      'of-unknown-kind': 'not-documented', // A58
      'for-something-else': 'not-documented', // A60
    }[visit] as Finding,
    'trial-of-treatment': trial,
    'clinical-re-evaluation':
      due !== undefined && contacts.some((day) => day <= due) ? 'met' : 'not-documented',
    'plain-radiograph': {
      none: 'not-documented',
      current: 'met',
      'before-the-episode': 'not-met',
      'another-level': 'not-documented',
    }[film] as Finding,
    'neurological-examination': isExamined ? 'met' : 'not-documented',
  };
}

/** Section 8; radicular pain of the neck and the chest is spine-pain (A13). */
function requiredOf({ complaint: { kind, level } }: Story): readonly string[] {
  return kind === 'radiculopathy' && level !== 'lumbar' ? required.pain : required[kind];
}

const required: Readonly<Record<Story['complaint']['kind'], readonly string[]>> = {
  radiculopathy: [
    'in-person-evaluation',
    'trial-of-treatment',
    'clinical-re-evaluation',
    'plain-radiograph',
    'neurological-examination',
  ],
  pain: ['in-person-evaluation', 'trial-of-treatment', 'clinical-re-evaluation'],
  stenosis: ['in-person-evaluation', 'trial-of-treatment', 'clinical-re-evaluation'],
  spondylolisthesis: [
    'in-person-evaluation',
    'trial-of-treatment',
    'clinical-re-evaluation',
    'plain-radiograph',
  ],
  myelopathy: ['in-person-evaluation'],
};

const withoutContrast: Readonly<Record<Level, string>> = {
  cervical: '72141',
  thoracic: '72146',
  lumbar: '72148',
};
const withContrast: Readonly<Record<Level, string>> = {
  cervical: '72156',
  thoracic: '72157',
  lumbar: '72158',
};

/** How a study stands to the lists of a section: sections 4 and 7. */
type Listing = 'listed' | 'other-contrast' | 'unlisted' | 'needs-a-reason-for-ct';

/** Something that may be a reason for CT instead of MRI, beside a contraindication (ct-2). */
function mayNeedCt({ facts }: Story): boolean {
  return facts.some(
    (fact) =>
      (fact.what === 'fracture' && fact.state === 'denied-since') ||
      (fact.what === 'severe-pain' && fact.plan !== 'none') ||
      (fact.what === 'collision' && fact.daysAgo <= 30),
  );
}

/** Something that may be a reason for contrast (contrast-rationale). */
function mayNeedContrast({ facts }: Story): boolean {
  return facts.some(
    (fact) =>
      fact.what === 'cancer' ||
      (fact.what === 'infection' && !['refuted', 'erroneous'].includes(fact.state)),
  );
}

/** MRI is contraindicated by one device, whatever another one allows (evidence contract, "where"). */
function isContraindicated({ device }: Story): boolean {
  return device === 'unsafe' || device === 'both';
}

function electiveListings(story: Story, study: Study): readonly Listing[] {
  const { kind } = story.complaint;
  if (study.kind === 'CT') {
    if (kind === 'stenosis' || kind === 'spondylolisthesis' || isContraindicated(story))
      return ['listed'];
    return mayNeedCt(story) ? ['needs-a-reason-for-ct', 'listed'] : ['needs-a-reason-for-ct'];
  }
  if (study.contrast === 'without' || kind === 'myelopathy') return ['listed'];
  return mayNeedContrast(story) ? ['other-contrast', 'listed'] : ['other-contrast'];
}

function flagListings(id: string, story: Story, study: Study): readonly Listing[] {
  const isMri = study.kind === 'MRI';
  switch (id) {
    case 'red-flag.infection':
      if (!isMri) return ['unlisted'];
      return study.contrast === 'without' ? ['other-contrast'] : ['listed'];
    case 'red-flag.fracture':
      return study.contrast === 'without' ? ['listed'] : ['other-contrast'];
    case 'red-flag.cancer':
      return ['listed'];
    default:
      if (isMri) return ['listed'];
      if (isContraindicated(story)) return ['unlisted'];
      return mayNeedCt(story) ? ['needs-a-reason-for-ct', 'listed'] : ['needs-a-reason-for-ct'];
  }
}

const rank: readonly Determination[] = [
  'not-supported',
  'prerequisites-missing',
  'alternative-preferred',
  'supported',
];

function better(one: Determination, other: Determination): Determination {
  return rank.indexOf(one) >= rank.indexOf(other) ? one : other;
}

/** Every way to pick one determination from each set, the most favourable of each pick (section 6). */
function mostFavourable(sets: readonly ReadonlySet<Determination>[]): ReadonlySet<Determination> {
  let picked = new Set<Determination>(['not-supported']);
  for (const set of sets) {
    picked = new Set([...picked].flatMap((one) => [...set].map((other) => better(one, other))));
  }
  return picked;
}

function determinations(
  listings: readonly Listing[],
  isSatisfied: boolean,
): ReadonlySet<Determination> {
  if (!isSatisfied) return new Set(['prerequisites-missing']);
  const of: Readonly<Record<Listing, readonly Determination[]>> = {
    listed: ['supported'],
    'other-contrast': ['alternative-preferred'],
    'needs-a-reason-for-ct': ['prerequisites-missing', 'alternative-preferred'],
    unlisted: ['prerequisites-missing', 'alternative-preferred', 'supported'],
  };
  return new Set(listings.flatMap((listing) => of[listing]));
}

/** Something new that is dated may be the clinically significant change after which a film has to be taken (A2). */
function mayHaveChanged({ facts }: Story): boolean {
  return facts.some(
    (fact) =>
      fact.what === 'strength' ||
      ('state' in fact && ['current', 'suspected', 'denied-since'].includes(fact.state)),
  );
}

/**
 * Section 3, "supports only the study it selects", and section 7: a fracture selects the study without contrast, and
 * waives nothing for another.
 */
function waives(id: string, study: Study): boolean {
  return id !== 'red-flag.fracture' || study.contrast === 'without';
}

/** The complaint's own section on a study, with and without a red flag at its level. */
function electively(
  story: Story,
  study: Study,
  flags: ReadonlyMap<string, ReadonlySet<FlagFinding>>,
  missing: readonly string[],
): ReadonlySet<Determination> {
  const findings = [...flags].flatMap(([id, finding]) => (waives(id, study) ? [finding] : []));
  const mustFlag = findings.some((finding) => isOnly(finding, 'met'));
  const mayFlag = findings.some((finding) => canBe(finding, 'met'));
  const listings = electiveListings(story, study);
  const found = new Set<Determination>();
  const add = (judged: ReadonlySet<Determination>): void => {
    for (const one of judged) found.add(one);
  };
  const isImproving = story.care.treatment?.outcome === 'improved';
  if (mayFlag) {
    // A red flag waives the visit, the trial and what follows it; the film only for the study that it selects (A31).
    const filmIsMissing =
      story.complaint.kind === 'spondylolisthesis' &&
      (missing.includes('plain-radiograph') || mayHaveChanged(story));
    add(determinations(listings, true));
    if (filmIsMissing) add(determinations(listings, false));
  }
  if (!mustFlag) {
    if (!isImproving) add(determinations(listings, missing.length === 0));
    else {
      found.add('not-supported');
      // Myelopathy is no pain; what is half documented may leave the rest open.
      if (story.complaint.kind === 'myelopathy')
        add(determinations(listings, missing.length === 0));
      if (findings.some((finding) => canBe(finding, 'half'))) found.add('prerequisites-missing');
    }
    // A2: a change makes the film before it an old one, where a film is asked for.
    if (mayHaveChanged(story) && requiredOf(story).includes('plain-radiograph'))
      add(determinations(listings, false));
    // A scheduled operation needs the visit alone (A39), and stands for the trial in spondylolisthesis.
    const isPlanned = story.facts.some(
      (fact) => fact.what === 'severe-pain' && fact.plan !== 'none',
    );
    if (isPlanned) add(new Set([...determinations(listings, true), 'prerequisites-missing']));
  }
  return found;
}

/** Stenosis and spondylolisthesis have a section for the lumbar spine; of the neck they are spine-pain (A13). */
function ofItsSection(told: Story): Story {
  const { complaint } = told;
  const isLumbarOnly = complaint.kind === 'stenosis' || complaint.kind === 'spondylolisthesis';
  return isLumbarOnly && complaint.level !== 'lumbar'
    ? { ...told, complaint: { ...complaint, kind: 'pain' } }
    : told;
}

/** Section 6 on one order of a story: what the guideline says of it. */
export function verdictOf(told: Story, study: Study = told.study): StoryVerdict {
  const story = ofItsSection(told);
  const all = flagsOf(story);
  const here = all.filter(({ levels }) => levels.includes(study.level));
  const flags = new Map<string, ReadonlySet<FlagFinding>>();
  for (const { id, finding } of here) flags.set(id, atLeast(flags.get(id), finding));
  const why = all.map(
    (flag) =>
      `${flag.id} at ${flag.levels.join(', ')}: ${[...flag.finding].join(' or ')} (${flag.why})`,
  );

  // myelopathy: cervical and/or thoracic, whichever of the two is named.
  const isAtComplaint =
    study.level === story.complaint.level ||
    (story.complaint.kind === 'myelopathy' && study.level !== 'lumbar');
  const criteria = criteriaOf(story);
  const missing = requiredOf(story).filter((id) => criteria[id] !== 'met');
  why.push(
    isAtComplaint
      ? `missing: ${missing.join(', ') || 'nothing'}`
      : 'the reason is of another level (study.region-mismatch)',
  );

  const candidates: ReadonlySet<Determination>[] = [];
  if (isAtComplaint) candidates.push(electively(story, study, flags, missing));
  else {
    const isOpen = all.some(({ finding }) => canBe(finding, 'met') || canBe(finding, 'half'));
    const isCord = story.complaint.kind === 'myelopathy';
    candidates.push(new Set(['prerequisites-missing']));
    if (isOpen || isCord)
      candidates.push(new Set(['prerequisites-missing', 'alternative-preferred']));
  }
  for (const [id, finding] of flags) {
    if (id === 'red-flag.aorta' || !canBe(finding, 'met')) continue;
    const judged = determinations(flagListings(id, story, study), true);
    // Of a limb that the reason has nothing to do with, section 3 does not say which level is the relevant one.
    const isSure = isOnly(finding, 'met') && (isAtComplaint || !ofLimbs.has(id));
    candidates.push(isSure ? judged : new Set([...judged, 'not-supported']));
  }
  const collision = story.facts.find((fact) => fact.what === 'collision');
  if (collision?.what === 'collision' && collision.daysAgo <= 30 && study.level !== 'lumbar') {
    const isSure =
      isAtComplaint && study.kind === 'CT' && collision.daysAgo >= story.complaint.since - 1;
    candidates.push(
      new Set(isSure ? ['supported'] : ['not-supported', 'alternative-preferred', 'supported']),
    );
  }
  let may = mostFavourable(candidates);
  let preferred: string | undefined;
  const infection = flags.get('red-flag.infection');
  if (study.contrast === 'without' && canBe(infection, 'met')) {
    // redflag-4 and -5 hold whatever another flag or indication lists.
    const isBinding = study.kind === 'MRI' && isOnly(infection, 'met');
    may = new Set<Determination>(
      isBinding ? ['alternative-preferred'] : [...may, 'alternative-preferred'],
    );
    if (isBinding) preferred = withContrast[study.level];
  }
  if (study.kind === 'MRI' && isContraindicated(story)) {
    // Section 4 says nothing of an MRI that is ordered in spite of a contraindication.
    return { may: new Set(rank), flags, why };
  }
  const isOtherContrast =
    may.size === 1 && may.has('alternative-preferred') && study.contrast !== 'without';
  if (isOtherContrast) preferred = withoutContrast[study.level];
  return { may, flags, why, ...(preferred === undefined ? {} : { preferred }) };
}

const ofLimbs: ReadonlySet<string> = new Set([
  'red-flag.motor-grade',
  'red-flag.progressive-deficit',
]);

function canBe(finding: ReadonlySet<FlagFinding> | undefined, one: FlagFinding): boolean {
  return finding?.has(one) === true;
}

function isOnly(finding: ReadonlySet<FlagFinding> | undefined, one: FlagFinding): boolean {
  return finding !== undefined && finding.size === 1 && finding.has(one);
}

const strength: readonly FlagFinding[] = ['none', 'half', 'met'];

/** Two records of one flag: the stronger finding of each pair. */
function atLeast(
  known: ReadonlySet<FlagFinding> | undefined,
  further: ReadonlySet<FlagFinding>,
): ReadonlySet<FlagFinding> {
  if (known === undefined) return further;
  return new Set(
    [...known].flatMap((one) =>
      [...further].map((other) => (strength.indexOf(one) >= strength.indexOf(other) ? one : other)),
    ),
  );
}
