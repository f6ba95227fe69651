/** What items of the documentation form have in common, by their names. */

/** What stays true whenever it was written. */
export const isLasting = /^(?:mri-contraindicated|spine-surgery|augmentation\.|insufficiency-)/;

/** A red flag, or the grade of a weak limb. */
export const isFlagOrGrade = /^(?:red-flag\.|suspected-infection|cancer-suspicion)/;

/** A red flag; what a grade alone says may be of a joint as well. */
export const isFlag = /^(?:red-flag\.(?!motor)|suspected-infection|long-tract-signs|high-risk)/;

/** What the spine does to legs and bladder. */
export const isDeficit = /^red-flag\.(?:cauda|foot|progressive|bilateral)/;
