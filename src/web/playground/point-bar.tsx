import { useEffect, useState } from 'preact/hooks';
import type { Card } from '../../cds/types.ts';
import { IndicatorMark, Mark } from '../shared/marks.tsx';

/** On a telephone, while the advice is out of sight: its point, and the way to it. */
export function PointBar({ card, isSupported }: { card: Card | undefined; isSupported: boolean }) {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const advice = document.getElementById('advice');
    if (advice === null) return;
    const observer = new IntersectionObserver(([entry]) =>
      setAway(entry?.isIntersecting === false),
    );
    observer.observe(advice);
    return () => observer.disconnect();
  }, []);
  if (!isAway || (card === undefined && !isSupported)) return null;
  return (
    <nav class="point-bar" aria-label="The advice in short">
      <a href="#advice">
        {card === undefined ? (
          <Mark tone="met" size={20} />
        ) : (
          <IndicatorMark indicator={card.indicator} />
        )}
        <span>{card?.summary ?? 'Supported as it stands'}</span>
      </a>
    </nav>
  );
}
