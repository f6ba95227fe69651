import { useEffect, useState } from 'preact/hooks';

/** Copies a text, and says so. */
export function CopyButton({ text, what }: { text: () => string; what: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), 2000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => {
    navigator.clipboard.writeText(text()).then(
      () => setSaid('Copied'),
      () => setSaid('The browser did not allow it'),
    );
  };
  return (
    <span class="copy">
      <button type="button" class="button small" onClick={copy}>
        Copy {what}
      </button>
      <span role="status" class="quiet">
        {said}
      </span>
    </span>
  );
}
