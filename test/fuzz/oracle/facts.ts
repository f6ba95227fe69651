import { type Fields, fields, list, text } from '../json.ts';
import {
  acuteFracture,
  afterSurgery,
  deformity,
  filmLevels,
  highRiskMechanism,
  infection,
  isAugmentation,
  isStimulator,
  isSurgery,
  juvenileArthritis,
  type Level,
  myelopathy,
  neoplasm,
  noMri,
  type OrderedStudy,
  orderedStudy,
  pseudoarthrosis,
  spondylolysis,
  syrinx,
} from './codes.ts';
import { type Days, days, isOnOrAfter } from './days.ts';
import {
  answers,
  codesOf,
  isDone,
  isObserved,
  type PatientRecord,
  problemsOf,
  wordsOf,
} from './record.ts';
import { encounterDays, says } from './treatment.ts';

/** What a criterion is judged on: the patient, the order, and the start of the episode. */
export interface Question {
  readonly record: PatientRecord;
  readonly order: Fields;
  readonly cpt: string;
  readonly study: OrderedStudy | undefined;
  readonly start: Days | undefined;
}

/** A criterion that a form can settle; where it is silent, the rest of the record does. */
export function can(question: Question, id: string, otherwise: boolean): boolean {
  return says(question.record, id, question.start) ?? otherwise;
}

/** Classes of v3-ActCode, in any case, and of v2-0004. */
const inPerson = 'AMB EMER IMP ACUTE NONAC OBSENC SS HH FLD O E I'.split(' ');

/** CPT codes of visits in person; these modifiers make them remote (evidence contract, "Shapes that hospitals write"). */
function isVisitInPerson(code: string): boolean {
  const [cpt = '', modifier = ''] = code.split('-');
  const isVisit = /^992(0[2-9]|1[0-5])$|^993(8[1-9]|9[0-7])$/.test(cpt);
  return isVisit && !['95', 'GT', 'FQ', '93'].includes(modifier);
}

function isInPerson(encounter: Fields): boolean {
  return (
    inPerson.includes(text(fields(encounter.class).code).trim().toUpperCase()) ||
    list(encounter.type).some((type) => codesOf(type).some(isVisitInPerson))
  );
}

export function isEvaluatedInPerson(question: Question): boolean {
  const { record, start } = question;
  const seen = record.all.some(
    (resource) =>
      resource.resourceType === 'Encounter' &&
      isInPerson(resource) &&
      encounterDays(resource, record).some((date) => isOnOrAfter(date, start)),
  );
  return can(question, 'in-person-evaluation', seen);
}

const noResult = ['registered', 'cancelled', 'entered-in-error', 'unknown', ''];

/** Reports with results, attached ones too (reading A64). */
function reports(record: PatientRecord): readonly Fields[] {
  return record.all.filter(
    (resource) =>
      (resource.resourceType === 'DiagnosticReport' || isObserved(resource)) &&
      !noResult.includes(text(resource.status)) &&
      (resource.resourceType === 'Observation' ||
        [
          resource.conclusion,
          resource.conclusionCode,
          resource.result,
          resource.presentedForm,
        ].some((value) => value !== undefined)),
  );
}

function dateOf(report: Fields): Days | undefined {
  return (
    days(report.effectiveDateTime) ??
    days(report.effectiveInstant) ??
    days(fields(report.effectivePeriod).start)
  );
}

interface Film {
  readonly words: string;
  readonly isCoded: boolean;
}

const filmWords = /x-?ray|radiograph|film|view/;

/** Whether a study is what words say: by a code of another system, or by its name where its code is no study's. */
function isCalled({ code }: Fields, words: RegExp): boolean {
  const codes = codesOf(code);
  const isNamed = words.test(wordsOf(code));
  return codes.some((one) => /-/.test(one)) || (isNamed && !codes.some(isStudy));
}

function isStudy(code: string): boolean {
  return orderedStudy(code) !== undefined || filmLevels(code) !== undefined;
}

/** Films of a level that were done since the episode began or changed, with what they show. */
function films(question: Question, level: Level | undefined, since?: Days): readonly Film[] {
  const { record, start } = question;
  const changed = answers(record, 'episode.change', start).flatMap((value) => days(value) ?? []);
  const bounds = [
    start,
    since,
    ...changed.filter(
      (date) => isDone(record, date) && start !== undefined && date.first > start.last,
    ),
  ];
  const isTimely = (date: Days | undefined): boolean =>
    bounds.every((bound, index) =>
      bound === undefined && index > 0 ? true : isDone(record, date) && isOnOrAfter(date, bound),
    );
  const reported = reports(record)
    .filter((report) => {
      const shown = codesOf(report.code).map(filmLevels);
      const isFilm = shown.some(
        (levels) => levels !== undefined && (level === undefined || levels.includes(level)),
      );
      return (isFilm || isCalled(report, filmWords)) && isTimely(dateOf(report));
    })
    .map((report) => ({
      words: wordsOf(report),
      isCoded: report.conclusionCode !== undefined || report.resourceType === 'Observation',
    }));
  const said = (id: string) => answers(record, `plain-radiograph.${id}`, start);
  const regions = said('region').map(String);
  const isHere =
    level === undefined ||
    regions.some((region) =>
      level === 'pelvis' ? /^sacr|full/.test(region) : region === level || region === 'full-spine',
    );
  const isSaid = isHere && said('date').some((date) => isTimely(days(date)));
  return isSaid ? [...reported, { words: said('result').join(' '), isCoded: false }] : reported;
}

export function hasFilm(question: Question, level: Level | undefined, since?: Days): boolean {
  return can(question, 'plain-radiograph', films(question, level, since).length > 0);
}

export function filmSays(question: Question, level: Level | undefined, words: RegExp): boolean {
  return films(question, level).some((film) => film.isCoded || words.test(film.words));
}

const unclear = /equivocal|non-?\s?diagnostic|indeterminate|limited|inconclusive|suboptimal/;

/** Whether an MRI (or a CT, where that will do) of the level can have told nothing. */
export function hasUnclear(question: Question, kinds: readonly string[], level?: Level): boolean {
  const { record, start } = question;
  const reported = reports(record).some(
    (report) =>
      (codesOf(report.code).some((code) => {
        const done = orderedStudy(code);
        return (
          done !== undefined &&
          kinds.includes(done.kind) &&
          (level === undefined || done.level === level)
        );
      }) ||
        isCalled(report, /\b(mri?|ct|magnetic|tomograph)/)) &&
      isDone(record, dateOf(report)) &&
      (unclear.test(wordsOf(report)) || report.conclusionCode !== undefined),
  );
  const said = answers(record, 'mri.result', start).includes('nondiagnostic');
  return kinds.includes('MRI') ? can(question, 'mri-nondiagnostic', reported || said) : reported;
}

/** An accident that may have broken bones. */
export function isInjured(question: Question): boolean {
  const coded = problemsOf(question.record, [highRiskMechanism]).length > 0;
  return can(question, 'high-risk-mechanism', coded);
}

/** Whether a problem is what the order gives as its reason. */
export function isReasonOf(order: Fields, reference: string): boolean {
  return JSON.stringify(order.reasonReference ?? []).includes(`"${reference}"`);
}

export function isMriContraindicated(question: Question): boolean {
  const { record } = question;
  const device = record.all.some(
    (resource) =>
      resource.resourceType === 'Device' &&
      /unsafe|ferromag|pacemaker|defib|not mr|non-mr|contraind|incompat/.test(
        `${wordsOf(resource)} ${wordsOf(resource.type)} ${wordsOf(resource.safety)}`,
      ),
  );
  return can(question, 'mri-contraindicated', device || problemsOf(record, [noMri]).length > 0);
}

/** Whether anything on the record speaks for CT where MRI is the rule (ct-2, ctmyelo-2). */
export function isCtJustified(question: Question): boolean {
  const { record, order, study } = question;
  const concepts = [acuteFracture, deformity, pseudoarthrosis, spondylolysis];
  const ids = [
    'preoperative-planning',
    'mri-insufficient-for-planning',
    'surgeon-request',
    'pseudoarthrosis',
    'suspected-pseudoarthrosis',
    'complex-osseous-deformity',
    'calcified-lesion',
    'osseous-anatomy',
    'high-risk-mechanism',
  ];
  return (
    isMriContraindicated(question) ||
    hasUnclear(question, ['MRI'], study?.level) ||
    problemsOf(record, concepts, study?.level).length > 0 ||
    ids.some((id) => says(record, id, question.start) === true) ||
    isSurgeryPlanned(question) ||
    /oss|bon[ey]|calcif|opll|anatom|pseud|fractur|trauma|deform|plan|surg|pars/.test(
      `${wordsOf(order)} ${wordsOf(order.orderDetail)} ${wordsOf(order.reasonCode)} ${record.problems.map((problem) => problem.text).join(' ')}`,
    )
  );
}

function planned(record: PatientRecord, isWanted: (code: string) => boolean): boolean {
  return record.all.some(
    (resource) =>
      ['ServiceRequest', 'Procedure'].includes(text(resource.resourceType)) &&
      ['active', 'draft', 'preparation', 'on-hold'].includes(text(resource.status)) &&
      !hasPassed(resource, record.today) &&
      codesOf(resource.code).some(isWanted),
  );
}

/** Planned for a day that lies behind. */
function hasPassed(resource: Fields, today: number): boolean {
  const day = days(resource.occurrenceDateTime);
  return day !== undefined && day.last < today;
}

/** Operations whose code names the neck. */
const ofTheNeck = /^(2254[89]|2255[0-4]|22590|22595|22600|6302[0]|63045|6307[56])$/;

export function isSurgeryPlanned({ record, start, study }: Question): boolean {
  const isElsewhere = (code: string): boolean =>
    study?.level !== 'cervical' && study !== undefined && ofTheNeck.test(code);
  return (
    planned(
      record,
      (code) =>
        (isSurgery(code) && !isElsewhere(code)) || isStimulator(code) || isAugmentation(code),
    ) ||
    says(record, 'preoperative-planning', start) === true ||
    answers(record, 'planned-surgery.kind', start).length > 0 ||
    answers(record, 'planned-surgery.date', start).length > 0
  );
}

/** Whether the order comes from somebody who asked for an operation. */
export function isFromTheSurgeon({ record, order }: Question): boolean {
  const who = text(fields(order.requester).reference);
  return record.all.some(
    (resource) =>
      resource !== order &&
      who !== '' &&
      [resource.requester, resource.performer, resource.asserter].some((one) =>
        JSON.stringify(one ?? '').includes(who),
      ),
  );
}

export function isStimulatorPlanned(question: Question): boolean {
  return can(question, 'stimulator-planned', planned(question.record, isStimulator));
}

export function isAugmentationPlanned(question: Question): boolean {
  const said = answers(question.record, 'planned-surgery.kind', question.start);
  const found = planned(question.record, isAugmentation) || said.includes('kyphoplasty');
  return can(question, 'augmentation-candidate', found);
}

export function isInterventionPlanned({ record }: Question): boolean {
  return (
    // Transforaminal injections, of the low back and of the neck and the chest (reading A37).
    planned(record, (code) => /^644(79|8[034])$/.test(code)) ||
    record.all.some(
      (resource) =>
        resource.resourceType === 'ServiceRequest' &&
        ['urgent', 'asap', 'stat'].includes(text(resource.priority)),
    )
  );
}

/** An operation of the spine that was done, whenever that was. */
function isOperation(resource: Fields): boolean {
  return (
    resource.resourceType === 'Procedure' &&
    resource.status === 'completed' &&
    codesOf(resource.code).some(isSurgery)
  );
}

/** When operations of the spine were done. */
export function surgeryDates({ record, start }: Question): readonly Days[] {
  const done = record.all
    .filter(isOperation)
    .flatMap(
      (resource) =>
        days(resource.performedDateTime) ??
        days(fields(resource.performedPeriod).end) ??
        days(fields(resource.performedPeriod).start) ??
        [],
    );
  const said = answers(record, 'spine-surgery.date', start).flatMap((value) => days(value) ?? []);
  return [...done, ...said].filter((date) => isDone(record, date));
}

/** When vertebrae were augmented: days, and instants where a time was written. */
export function augmentations({ record, start }: Question): readonly string[] {
  const done = record.all
    .filter(
      (resource) =>
        resource.resourceType === 'Procedure' &&
        ['completed', 'in-progress'].includes(text(resource.status)) &&
        codesOf(resource.code).some(isAugmentation),
    )
    .flatMap((resource) => {
      const { start: began, end } = fields(resource.performedPeriod);
      return [resource.performedDateTime, began, end].map(text);
    });
  return [...done, ...answers(record, 'augmentation.performed', start).map(String)].filter(Boolean);
}

/** Whether anything on the record speaks for contrast (modalities-1). */
export function hasContrastRationale(question: Question): boolean {
  const { record, study } = question;
  const concepts = [neoplasm, infection, myelopathy, syrinx, juvenileArthritis, afterSurgery];
  return can(
    question,
    'contrast-rationale',
    problemsOf(record, concepts).length > 0 ||
      record.all.some(isOperation) ||
      answers(record, 'spine-surgery.date').length > 0 ||
      answers(record, 'spine-surgery.kind').length > 0 ||
      hasUnclear(question, ['MRI'], study?.level) ||
      ['red-flag.infection', 'red-flag.cancer'].some((id) => says(record, id) === true),
  );
}

export function isExamined(question: Question): boolean {
  const { record, start } = question;
  const dates = answers(record, 'neurological-examination.date', start).map(days);
  const isOld = dates.some(
    (date) => date !== undefined && start !== undefined && date.last < start.first,
  );
  const parts = ['dermatomal-sensation', 'motor', 'reflexes'].every((part) =>
    can(question, `neurological-examination.${part}`, record.all.some(isObserved)),
  );
  return can(question, 'neurological-examination', parts && !isOld);
}

/** A diagnostic study of the same kind and level that was done in the episode (repeat-1). */
export function hasEarlierStudy(question: Question, since: Days | undefined): boolean {
  const { record, study } = question;
  if (study === undefined || since === undefined) return false;
  return reports(record).some((report) => {
    const isSame = list(fields(report.code).coding).some(({ system, code }) => {
      const done =
        system === 'http://www.ama-assn.org/go/cpt' ? orderedStudy(text(code)) : undefined;
      return done?.kind === study.kind && done.level === study.level;
    });
    const words = text(report.conclusion).toLowerCase();
    return (
      isSame &&
      report.resourceType === 'DiagnosticReport' &&
      words !== '' &&
      !unclear.test(words) &&
      isDone(record, dateOf(report), since)
    );
  });
}

/** The patient's age in whole years: the least and the most that the birth date allows. */
export function ages({ record }: Question): readonly [least: number, most: number] {
  const patient = record.all.find((resource) => resource.resourceType === 'Patient');
  const born = days(patient?.birthDate);
  if (born === undefined) return [Number.NaN, Number.NaN];
  const years = (birth: number): number => {
    const from = new Date(birth * 86_400_000);
    const until = new Date(record.today * 86_400_000);
    const whole = until.getUTCFullYear() - from.getUTCFullYear();
    const month =
      until.getUTCMonth() - from.getUTCMonth() || until.getUTCDate() - from.getUTCDate();
    return month < 0 ? whole - 1 : whole;
  };
  return [years(born.last), years(born.first)];
}
