import { describe, expect, it } from 'vitest';
import { timeOrderedUuid } from '../../src/cds/time-ordered-uuid.ts';

describe('a time-ordered UUID', () => {
  it('is a UUID of version 7', () => {
    expect(timeOrderedUuid()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('begins with its time', () => {
    // The example of RFC 9562, appendix A.6.
    expect(timeOrderedUuid(0x017f22e279b0)).toMatch(/^017f22e2-79b0-7/);
  });

  it('is never the same twice', () => {
    const now = Date.now();
    const ids = Array.from({ length: 10_000 }, () => timeOrderedUuid(now));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
