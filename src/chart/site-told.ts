import { regionsNamed } from '../terminology/body-sites.ts';
import { isElsewhereInWords, isJointOrOrgan } from '../terminology/elsewhere.ts';
import { limbInText } from '../terminology/limbs.ts';
import { ofConcept } from './codeable-concept.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  listOf,
  referenceOf,
  textOf,
  wordsOf,
} from './fields.ts';
import { containedAt, type References, referenceTo } from './references.ts';

/** Longer words beside a measure tell a story, not a place. */
const longestPlace = 80;
const longestRemark = 30;

/**
 * An Observation with its place as its site, where it has none and the place stands elsewhere: behind its value, in a
 * component or an extension that asks for it ("Location: right hand"), in what it is of, derived from or a part of, in its
 * category, method, interpretation or note, or in its panel. What names the place itself is as it came (evidence contract,
 * "Whose, where, when, how sure").
 */
export function withSiteTold(fields: Fields, references: References): Fields {
  if (fields.bodySite !== undefined || isNamedWithPlace(fields.code)) return fields;
  const { valueString, valueCodeableConcept, component, extension } = fields;
  if (valueString !== undefined || valueCodeableConcept !== undefined) {
    const value = textOf(valueString) ?? wordsOf(valueCodeableConcept);
    const [, score, place = ''] = scoreWithPlace.exec(value) ?? [];
    if (namesPlace(place)) {
      const placed = { ...fields, bodySite: { text: place } };
      return valueString === undefined ? placed : { ...placed, valueString: score };
    }
  }
  const site =
    (component === undefined ? undefined : siteAsked(listOf(component))) ??
    (extension === undefined ? undefined : siteInExtension(fields, references)) ??
    siteBeside(fields, references);
  return site === undefined ? fields : { ...fields, bodySite: site };
}

const isNamedWithPlace = ofConcept((code) => namesPlace(wordsOf(code)));

/** "9/10 right leg", "9 (knee)", "9 - knee pain". */
const scoreWithPlace =
  /^\s*(\d{1,2}(?:\.\d)?(?:\s*(?:\/|out of)\s*10)?)\s*(?:[-–(:,]\s*|\s(?=[a-z]))([a-z](?:\D|(?<=[lsc])\d){1,40}?)\)?\s*$/i;

/** The answer to where it is; whatever it says, it is a place. */
function siteAsked(asked: readonly Fields[]): Fields | undefined {
  const sites = asked.flatMap(({ code, valueString, valueCodeableConcept }): readonly Fields[] => {
    if (!asksForPlace(code)) return [];
    const text = textOf(valueString);
    const site = text === undefined ? fieldsOf(valueCodeableConcept) : { text };
    return site === undefined ? [] : [site];
  });
  return sites.length > 1 ? { text: sites.map(wordsOf).join('. ') } : sites[0];
}

/** In an extension for it: HL7's own refers to a BodyStructure. */
function siteInExtension(
  { extension, contained }: Fields,
  references: References,
): Fields | undefined {
  for (const { url, valueString, valueCodeableConcept, valueReference } of listOf(extension)) {
    if (!ofPlace.test(textOf(url) ?? '')) continue;
    const reference = referenceOf(valueReference) ?? '';
    const structure = containedAt(reference, contained) ?? references.resourceAt(reference);
    const text = textOf(valueString);
    const site =
      text === undefined ? fieldsOf(valueCodeableConcept ?? structure?.location) : { text };
    if (site !== undefined) return site;
  }
  return undefined;
}

const ofPlace = /(?:site|location|body-?structure|anatom\w*)[^/]*$/i;

const asksForPlace = ofConcept((code) => asked.test(wordsOf(code)));
const asked =
  /^\W*(?:(?:pain|primary|main|body|anatomic(?:al)?|symptom|exam(?:ination)?|affected|tested|muscle|of|the)\W+)*(?:locations?|sites?|areas?|regions?|muscles?|groups?|limb|extremity|joint|body (?:part|structure)|part|where)\b/i;

function siteBeside(fields: Fields, references: References): Fields | undefined {
  const { note } = fields;
  const pointed = pointedAt(fields, references);
  if (pointed !== undefined) return pointed;
  if (note !== undefined) {
    const noted = siteNoted(note);
    if (noted !== undefined) return noted;
    const remarks = listOf(note).flatMap(({ text }) => textOf(text) ?? []);
    const remark = remarks.find((one) => one.length <= longestRemark && namesPlace(one));
    if (remark !== undefined) return { text: remark };
  }
  const panel = references.panelOf(referenceTo(fields));
  for (const one of saidOf(fields, panel)) {
    const text = placeNamed(one);
    if (text !== undefined) return { text };
  }
  return panel === undefined ? undefined : siteOfPanel(panel, references);
}

/** Of all that it points at: a knee beside a leg leaves the leg. */
function pointedAt(fields: Fields, references: References): Fields | undefined {
  const { focus, derivedFrom, partOf, basedOn } = fields;
  const places: string[] = [];
  for (const pointers of [focus, derivedFrom, partOf, basedOn]) {
    if (pointers === undefined) continue;
    for (const one of listOf(pointers)) {
      const place = placeOfPointer(one, references);
      if (place !== undefined) places.push(place);
    }
  }
  return places.length === 0 ? undefined : { text: places.join('. ') };
}

/** What is said of a measure in concepts of its own, and by its panel. */
function saidOf(
  { category, method, interpretation }: Fields,
  panel: Fields | undefined,
): unknown[] {
  const said: unknown[] = [];
  for (const one of listOf(category)) if (isLocal(one)) said.push(one);
  if (method !== undefined) said.push(method);
  if (interpretation !== undefined) said.push(...listOf(interpretation));
  if (panel !== undefined) said.push(panel.code);
  return said;
}

const placeNamed = ofConcept((concept): string | undefined => {
  const words = wordsOf(concept);
  return words.length <= longestPlace && namesPlace(words) ? words : undefined;
});

/** The place that a note gives as such: "Location: brain". */
export function siteNoted(note: unknown): Fields | undefined {
  for (const { text } of listOf(note)) {
    const [, place] = placeInNote.exec(textOf(text) ?? '') ?? [];
    if (place !== undefined) return { text: place };
  }
  return undefined;
}

/** Of a Condition or a body structure that it is about. */
function placeOfPointer(pointer: Fields, references: References): string | undefined {
  const reference = referenceOf(pointer);
  const target = reference === undefined ? undefined : references.resourceAt(reference);
  const text =
    textOf(pointer.display) ??
    [target?.code ?? target?.location, ...listOf(target?.bodySite)].map(wordsOf).join('. ');
  return namesPlace(text.replaceAll(losses, ' ')) ? text : undefined;
}

/** What is lost, less where: "facial weakness". */
const losses = /\b(?:weakness|numbness|paresis|palsy)\b/gi;

function siteOfPanel(panel: Fields, references: References): Fields | undefined {
  const members = listOf(panel.hasMember).flatMap((one): readonly Fields[] => {
    const member = references.resourceAt(referenceOf(one) ?? '');
    return member === undefined ? [] : [member];
  });
  return fieldsOf(panel.bodySite) ?? siteAsked(members);
}

const placeInNote = /^\W*(?:location|site|body site|area|region|where)\s*[:=-]\s*(.{2,80})$/i;

const isLocal = ofConcept((concept) => codingsOf(concept).length === 0);

/** A denial names no place ("no hip pain"), nor does what is called after the body ("Head to toe assessment"). */
const noPlace =
  /\b(?:no|not|denies|denied|without|neither|head[- ]to[- ]toe|hand[- ]?offs?|hands[- ]on|first[- ]hand)\b/i;

function namesPlace(words: string): boolean {
  if (words === '' || noPlace.test(words)) return false;
  const { limb, muscle } = limbInText(words);
  return (
    limb !== undefined ||
    muscle !== undefined ||
    isJointOrOrgan(words) ||
    isElsewhereInWords(words) ||
    regionsNamed(words).length > 0
  );
}
