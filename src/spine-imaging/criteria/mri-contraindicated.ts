import type { ConditionFact, DeviceFact } from '../../chart/types.ts';
import { askedAgain } from '../../guideline/attestation.ts';
import type { Case } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import type { ImplantKind } from '../../terminology/implants.ts';

/**
 * ct-1: a documented MRI contraindication, device by device: the clearance of one says nothing of another. The
 * criterion asks for documentation, so that silence is `not-documented`; a device that is documented as
 * MR-conditional, and no other, is none (reading A51).
 */
export const mriContraindicated = criterion({
  id: 'mri-contraindicated',
  question: 'Is MRI contraindicated?',
  statements: ['ct-1'],
  decide(orderCase) {
    const implants = implantsOf(orderCase);
    return (
      documented(orderCase, implants) ??
      openOfImplants(implants) ??
      openOfWords(orderCase, implants) ??
      cleared(implants) ??
      saidEver(orderCase)
    );
  },
});

/** What the chart tells of implants and of other reasons against MRI. */
interface Implants {
  readonly devices: readonly DeviceFact[];
  /** Contraindications that are coded as conditions, cleared ones among them. */
  readonly conditions: readonly ConditionFact[];
  /** Those whose device is not documented as MR-conditional. */
  readonly uncleared: readonly ConditionFact[];
  readonly removed: Case['chart']['removedImplants'];
}

function implantsOf({ chart }: Case): Implants {
  const { devices, removedImplants: removed } = chart;
  const conditions = chart
    .conditionsOf('mri-contraindication')
    .filter((condition) => condition.current && condition.certainty !== 'refuted');
  const uncleared = conditions.filter(({ implant }) => !isCleared(implant, devices));
  return { devices, conditions, uncleared, removed };
}

function isRemoved(kind: ImplantKind | undefined, { removed }: Implants): boolean {
  return removed.some((one) => one.kind === kind);
}

/** The contraindication that is documented: by the order, of a device, or as a condition. */
function documented({ order }: Case, implants: Implants): Finding | undefined {
  if (order.mriUnsafe !== undefined)
    return met('The order says that MRI is contraindicated', [order.mriUnsafe]);
  const unsafe = implants.devices.filter(
    ({ mri, kind }) => mri === 'unsafe' && !isRemoved(kind, implants),
  );
  if (unsafe.length > 0)
    return met('An implanted device is documented as not MRI-compatible', evidenceOf(unsafe));
  const known = implants.uncleared.filter(
    ({ certainty, implant }) => certainty === 'known' && !isRemoved(implant, implants),
  );
  return known.length > 0
    ? met('An MRI contraindication is documented', evidenceOf(known))
    : undefined;
}

/** What the records of implants leave open. */
function openOfImplants(implants: Implants): Finding | undefined {
  const { devices, uncleared, removed } = implants;
  const gone = [
    ...uncleared.map(({ implant, evidence }) => ({ kind: implant, evidence })),
    ...devices,
  ].filter(({ kind }) => isRemoved(kind, implants));
  if (gone.length > 0)
    return notDocumented(
      'An implanted device was taken out; whether a part of it is left is not documented',
      evidenceOf([...removed, ...gone]),
    );
  if (uncleared.length > 0)
    return notDocumented(
      'An MRI contraindication is suspected; whether MRI is safe is not documented',
      evidenceOf(uncleared),
    );
  const unknown = devices.filter(({ mri }) => mri === 'unknown');
  if (unknown.length > 0)
    return notDocumented(
      'An implanted device is recorded; whether it is MRI-compatible is not documented',
      evidenceOf(unknown),
    );
  const parts = devices.filter((device) => !isWhole(device, devices));
  return parts.length > 0
    ? notDocumented(
        'A part of an implanted device is recorded; whether the device is MRI-compatible is not documented',
        evidenceOf(parts),
      )
    : undefined;
}

/** What the order, or an answer beside a prosthesis that is cleared, says against MRI without saying why. */
function openOfWords({ order, chart }: Case, { devices }: Implants): Finding | undefined {
  if (order.mriDoubted !== undefined)
    return notDocumented(
      'The order says that MRI cannot be done; whether it is unsafe is not documented',
      [order.mriDoubted],
    );
  // Whoever says that MRI is contraindicated speaks of something else than a prosthesis that is cleared.
  const isAnswered = chart.attested('mri-contraindicated')?.value === true;
  return isAnswered && devices.length > 0 && devices.every(({ kind }) => !kind)
    ? notDocumented(
        'An implant that is documented as MR-conditional says nothing of another',
        evidenceOf(devices),
      )
    : undefined;
}

/** All that is implanted is documented as MR-conditional. */
function cleared({ devices, conditions }: Implants): Finding | undefined {
  return devices.length > 0
    ? notMet(
        'The implanted device is documented as MR-conditional',
        evidenceOf([...devices, ...conditions]),
      )
    : undefined;
}

/** What is implanted stays: an answer of an earlier episode proves nothing now, and is not to be overlooked. */
function saidEver({ chart }: Case): Finding {
  const isAnsweredNow = chart.attested('mri-contraindicated') !== undefined;
  const before = isAnsweredNow ? undefined : chart.attestedEver('mri-contraindicated');
  return before?.value === true
    ? askedAgain('MRI is contraindicated', before)
    : notDocumented('Whether MRI is contraindicated is not documented');
}

/** Every device of the kind is documented as MR-conditional, and one of them is the whole device. */
function isCleared(kind: ImplantKind | undefined, devices: readonly DeviceFact[]): boolean {
  if (kind === undefined) return false;
  const same = devices.filter((device) => device.kind === kind);
  return (
    same.some(({ isPart }) => isPart !== true) && same.every(({ mri }) => mri === 'conditional')
  );
}

/** Whether a device, or the whole one of which it is a part, is recorded. */
function isWhole({ kind, isPart }: DeviceFact, devices: readonly DeviceFact[]): boolean {
  return isPart !== true || devices.some((other) => other.kind === kind && other.isPart !== true);
}

function evidenceOf(facts: readonly { readonly evidence: Evidence }[]): readonly Evidence[] {
  return facts.map(({ evidence }) => evidence);
}
