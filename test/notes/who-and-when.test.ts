import { describe, expect, it } from 'vitest';
import { flagsNamed } from '../../src/notes/flags-in-words.ts';
import { readNote } from '../../src/notes/read-note.ts';
import { readNotesWithDoubts } from '../../src/notes/read-notes.ts';

/** A sentence in the note of a man with a back. */
function flagsOf(sentence: string): readonly string[] {
  const text = [
    'HPI: 54-year-old man with low back pain since October 12. He works as a clerk.',
    sentence,
    'He drinks coffee. Assessment: low back pain.',
  ].join('\n');
  const { candidates } = readNote({ id: 'note', type: 'progress', date: '2026-11-20', text });
  return candidates
    .filter(({ linkId, value }) => linkId.startsWith('red-flag') && value !== false)
    .map(({ linkId, value }) => `${linkId}=${value}`);
}

/** Whether it is a red flag that may be there. */
function isFlag({
  linkId,
  ...told
}: {
  readonly linkId: string;
  readonly value?: unknown;
}): boolean {
  return /^(?:red-flag|suspected|cancer-suspicion)/.test(linkId) && told.value !== false;
}

const saddle = ['red-flag.cauda-equina=true'];
const foot = ['red-flag.foot-drop=true'];

describe('A red flag is not offered of this patient', () => {
  it.each([
    ['the pronoun is of the other sex', 'She has had a foot drop since Sunday.'],
    ['a person of his opens the sentence', 'His landlord, 80, has had a foot drop since Sunday.'],
    ['somebody else is met, coached, cared for', 'He coaches a boy who developed a foot drop.'],
    ['somebody is shown beside him', 'The gentleman sharing his room had a foot drop.'],
    ['a relative was named before the semicolon', 'Wife sits; her foot drop began on Sunday.'],
    ['the one who tells had it himself', 'The interpreter said he himself had a foot drop.'],
    ['nobody knows what the heading is', 'Navy standard: foot drop, saddle numbness.'],
    ['the heading is of no patient', 'Protocol for adults: foot drop, saddle numbness.'],
    ['a word stands between denial and what is denied', 'He denies, however, any foot drop.'],
    ['it is of the last century', 'He lost control of his bladder on 5/3/93.'],
    ['it is of people at large', 'Patients with stenosis may have a foot drop.'],
    ['it is supposed', 'Had there been a foot drop, he would have been admitted.'],
    ['it is shown to him', 'Gave him our card listing saddle numbness and foot drop.'],
    ['it is quoted from a writing', 'The leaflet reads "foot drop is an emergency".'],
    [
      'a condition of many emergencies is listed',
      'Age, fever, chills, weight loss, night pain, IVDU, foot drop.',
    ],
    ['one or the other is meant', 'Foot drop or loss of bladder control needs a call.'],
    ['the day of its heading is long past', 'Assessment (2021): foot drop on the left.'],
    ['it was at an age', 'When he was nineteen he had a foot drop.'],
    ['it is over behind the semicolon', 'Had a foot drop in the spring; recovered.'],
    ['it is over', 'Numbness of the saddle area after the injection has cleared.'],
    ['it lasted hours', 'Bilateral leg weakness after the epidural lasted 3 hours.'],
    ['it cleared behind a comma', 'Transient foot drop after surgery, cleared within the hour.'],
    ['what was lost came back', 'He had been losing strength in the leg but it has come back.'],
    ['he looks after whom it is of', 'Is caretaker to a paraplegic client and lifts him daily.'],
    ['it can come of an operation', 'Surgery can sometimes leave a foot drop.'],
    ['it wore off', 'Both legs were weak with the spinal block, which has worn off.'],
    ['it never came again', 'Saddle numbness lasted an hour and never came back.'],
    ['all is well since', 'Had trouble urinating on oxycodone, fine since stopping it.'],
    ['less urine is left now', 'PVR 450 mL on arrival, down to 30 after a bowel movement.'],
    ['it is a rule when to operate', 'Surgery is indicated only for progressive weakness.'],
    ['he cares for whom it is of', 'He cares for his mother who is incontinent.'],
    ['several of his class have it', 'Several children there are incontinent.'],
    ['the year that it was in opens the sentence', 'In 2015 he had progressive leg weakness.'],
    ['its list is denied ahead', 'Symptoms not present - foot drop, saddle numbness.'],
    ['a sign denies its list', 'Red flags (-): foot drop, saddle numbness.'],
    ['an answer denies its list', 'Answered no to: foot drop, loss of bladder control.'],
    ['warning signs were handed out', 'Red flags texted to pt: foot drop, incontinence.'],
    ['it was taught', 'Reviewed warning signs incl. saddle numbness, progressive weakness.'],
    ['learners are taught', 'Reviewed with resident the reasons for MRI: foot drop, incontinence.'],
    ['it is to be reported', 'Foot drop to be reported to the surgeon.'],
    [
      'it was of another time, told in a clause of its own',
      'A bout 3 years ago in which both legs were weak.',
    ],
    ['his wife tells of her own father', 'Wife states her father had a foot drop.'],
    ['the last of a list is old', 'Incontinent of urine, wears pads, baseline since 2018.'],
  ])('where %s', (_, sentence) => {
    expect(flagsOf(sentence)).toEqual([]);
  });
});

describe('A red flag is offered of this patient', () => {
  it.each([
    ['where somebody of his tells of him', 'His landlord noticed a foot drop on Sunday.', foot],
    ['where he becomes the subject', 'His boss drove him in since he has a foot drop.', foot],
    ['under a heading of the examination', 'Left foot: foot drop, new since Sunday.', foot],
    ['where he says so himself', 'States "I cannot feel my groin" since Sunday.', saddle],
    ['where he goes on behind whom he was with', 'Was with a friend and has a foot drop.', foot],
    ['where a relative is named behind it', 'Foot drop, so his wife drives.', foot],
    ['where one of two is over', 'Foot drop, fever last week, resolved.', foot],
    ['where it is not over', 'Saddle numbness has not cleared.', saddle],
    ['where something else is over', 'Foot drop, pain resolved.', foot],
    ['where it came again', 'Foot drop resolved, then came back on Sunday.', foot],
    ['where what is gone is the feeling', 'Feeling in the saddle area is gone.', saddle],
    ['where more urine is left', 'PVR 300 mL in the ED, repeat 400 mL.', saddle],
    ['where a list of it has a day', 'Foot drop or near it since Sunday.', foot],
    ['where his wife calls about him', 'Wife calling: husband has a foot drop since Sunday.', foot],
    ['where a daughter tells of him', 'Daughter reports dad has a foot drop since Sunday.', foot],
    ['where another finding is denied ahead', 'No fever: foot drop since Sunday.', foot],
    ['where its red flag is said to be there', 'Red flag symptoms: present (foot drop).', foot],
    ['where it was told to a surgeon', 'Discussed with neurosurgery: new foot drop.', foot],
    ['where what is not there is a function', 'Absent: perianal sensation.', saddle],
    ['where somebody else is not this patient', 'Numb groin since Sunday.', saddle],
  ])('%s', (_, sentence, expected) => {
    expect(flagsOf(sentence)).toEqual(expected);
  });

  it('where another sentence says of a fever that it is not this patient', () => {
    const last = 'Nurse in the next bay calls out a febrile back pain, not this patient.';
    expect(flagsOf(`Numb groin since Sunday.\n${last}`)).toEqual(saddle);
  });
});

describe('A red flag is not asked about', () => {
  it.each([
    ['where a long list denies it', 'He denies chest pain, nausea, vomiting, fever and chills.'],
    ['where a sheet names it', 'Teaching sheet: report fever, drainage, loss of bladder control.'],
    ['where a consent names it', 'Consent: infection, foot drop, paralysis, bladder dysfunction.'],
    ['where warning signs were taught', 'Reviewed warning signs incl. progressive weakness.'],
    ['where a medicine is for a fever', 'Motrin as needed for fever.'],
    ['where its answer denies it', 'Foot drop: none currently.'],
    ['where a report answers it', 'Indication: r/o metastasis.\nFindings: No bony lesion.'],
    ['where it has been so for years', 'Chronic stress incontinence, wears pads.'],
    ['where somebody works with it', 'Works at a cancer center.'],
    ['where a cancer was of the skin', 'Prior basal cell carcinoma of the nose.'],
  ])('%s', (_, sentence) => {
    const text = `Low back pain since October 12.\n${sentence}`;
    const note = { id: 'note', type: 'progress', date: '2026-11-20', text };
    const { candidates, passedOver } = readNotesWithDoubts([note], { named: flagsNamed });
    const asked = passedOver.filter(({ why }) => why === 'uncertain');
    expect([...candidates, ...asked].filter((one) => isFlag(one))).toEqual([]);
  });
});

describe('Of a note about something else, no examination or treatment is offered', () => {
  it.each([
    [
      'a joint',
      'Ankle injury\nRolled her left ankle this afternoon, here with ankle pain.\nStrength with inversion 4/5, sensation intact.',
    ],
    [
      'a stroke that stands under its diagnosis',
      'DISCHARGE SUMMARY\nAdmitted 11/2, discharged 11/20.\nDiagnosis: left MCA stroke with right hemiparesis.\nRight leg strength improved from 2/5 to 4/5 with therapy.',
    ],
    [
      'a wound',
      'CC: laceration\n25 M cut L thumb on can lid.\nSensation intact, flexor pollicis 5/5.',
    ],
    [
      'a shoulder',
      'Orthopedics - Shoulder\n57 yo right hand dominant man with right shoulder pain.\nPT x 8 weeks, no lasting relief.',
    ],
    ['a clot', 'CC: Leg swelling\n66M with hx DVT.\nExam: motor and sensation intact distally.'],
  ])('about %s', (_, text) => {
    const note = { id: 'note', type: 'ed', date: '2026-11-20', text };
    expect(readNote(note).candidates).toEqual([]);
  });

  it('but a visit that its first line calls a follow-up is one', () => {
    const text = 'Spine center\nFOLLOW UP - seen in the office today for low back pain.';
    const note = { id: 'note', type: 'pain', date: '2026-11-20', text };
    const told = readNote(note).candidates.map(({ linkId }) => linkId);
    expect(told).toContain('in-person-evaluation');
  });
});
