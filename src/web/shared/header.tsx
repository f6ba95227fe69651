const links = [
  { href: './', label: 'Try it' },
  { href: './guideline', label: 'Guideline' },
  { href: './reports', label: 'Reports' },
  { href: './services', label: 'Services' },
] as const;

export type PageName = (typeof links)[number]['label'] | 'Form' | 'Criteria' | 'Interface';

interface HeaderProps {
  readonly page: PageName;
  /** Places to skip to: ids of elements with what they are. */
  readonly skips?: readonly { readonly id: string; readonly words: string }[];
}

const toContent = [{ id: 'main', words: 'Skip to the content' }] as const;

/** The top of every page. A service without its playground says so in the page, and nothing leads there. */
export function Header({ page, skips = toContent }: HeaderProps) {
  const isOff = document.documentElement.dataset.playground === 'off';
  const shown = isOff ? links.filter(({ label }) => label !== 'Try it') : links;
  return (
    <header class="site-header">
      {skips.map(({ id, words }) => (
        <a class="skip-link" href={`#${id}`} key={id}>
          {words}
        </a>
      ))}
      <a class="brand" href={isOff ? './services' : './'}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" class="brand-sign">
          <rect x="7" y="2" width="9" height="5" rx="2" />
          <rect x="8.5" y="9.5" width="9" height="5" rx="2" />
          <rect x="7" y="17" width="9" height="5" rx="2" />
        </svg>
        <span>Spine imaging CDS</span>
      </a>
      <nav aria-label="Pages">
        <ul>
          {shown.map(({ href, label }) => (
            <li key={label}>
              <a href={href} aria-current={label === page ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
