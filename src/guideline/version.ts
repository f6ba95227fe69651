/** The guideline that is encoded here. The version names its text; CHANGELOG.md says what changed in its encoding. */
export const guidelineVersion = Object.freeze({ name: 'spine-imaging', version: '2026.1' });
