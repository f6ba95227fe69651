import DOMPurify from 'dompurify';
import { marked } from 'marked';

const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'strong', 'em', 'del'],
    ...[
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'a',
      'input',
    ],
  ],
  ALLOWED_ATTR: ['href', 'type', 'checked', 'start'],
  ALLOWED_URI_REGEXP: /^https?:/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true as const,
};

/**
 * Markdown (GitHub-flavoured) as elements. Raw HTML, images and everything that could run or load is taken out,
 * whatever the service sent; links open elsewhere and tell nothing of this page.
 */
export function fragmentOf(text: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(marked.parse(text, { gfm: true, async: false }), allowed);
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  for (const box of fragment.querySelectorAll('input')) box.replaceWith(tick(box));
  for (const item of fragment.querySelectorAll('li')) {
    // A line that begins with its own mark needs no bullet beside it.
    if (/^\s*[✓✗?] /.test(item.textContent ?? '')) item.classList.add('has-mark');
  }
  for (const heading of fragment.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    // A card's own title is the heading; inside it nothing may outrank the page.
    const paragraph = document.createElement('p');
    paragraph.className = 'markdown-heading';
    paragraph.append(...heading.childNodes);
    heading.replaceWith(paragraph);
  }
  return fragment;
}

/** A checklist's box as a sign: it shows what the chart says and cannot be ticked here. */
function tick(box: HTMLInputElement): HTMLElement {
  const sign = document.createElement('span');
  sign.className = box.checked ? 'tick tick-met' : 'tick tick-open';
  sign.setAttribute('aria-hidden', 'true');
  box.closest('li')?.classList.add('has-tick');
  return sign;
}
