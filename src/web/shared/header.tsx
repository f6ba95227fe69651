const links = [
  { href: './', label: 'Playground' },
  { href: './guideline', label: 'Guideline' },
  { href: './reports', label: 'Reports' },
  { href: './services', label: 'Services' },
] as const;

export type PageName = (typeof links)[number]['label'] | 'Form' | 'Criteria';

/** The top of every page. */
export function Header({ page }: { page: PageName }) {
  return (
    <header class="site-header">
      <a class="skip-link" href="#main">
        Skip to the content
      </a>
      <a class="brand" href="./">
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" class="brand-sign">
          <rect x="7" y="2" width="9" height="5" rx="2" />
          <rect x="8.5" y="9.5" width="9" height="5" rx="2" />
          <rect x="7" y="17" width="9" height="5" rx="2" />
        </svg>
        <span>Spine imaging CDS</span>
      </a>
      <nav aria-label="Pages">
        <ul>
          {links.map(({ href, label }) => (
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
