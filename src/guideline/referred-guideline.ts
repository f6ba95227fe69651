/** Another guideline that governs part of an order. */
export type ReferredGuideline = 'oncology' | 'peripheral-nerve';
