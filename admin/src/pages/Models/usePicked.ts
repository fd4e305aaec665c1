import { useSearchParams } from 'react-router-dom';

/** Two are put side by side. */
export const MOST_PICKED = 2;

/** Versions picked for comparison, by name, kept in the URL: ?compare=ranker-3,ranker-2. */
export const usePicked = () => {
  const [search, setSearch] = useSearchParams();
  const named = (search.get('compare') ?? '').split(',').filter(Boolean);
  const picked = [...new Set(named)].slice(0, MOST_PICKED);
  const write = (next: readonly string[]) =>
    setSearch((params) => {
      if (next.length > 0) params.set('compare', next.join(','));
      else params.delete('compare');
      return params;
    });
  return {
    picked,
    toggle: (version: string) =>
      write(picked.includes(version) ? picked.filter((each) => each !== version) : [...picked, version]),
    clear: () => write([]),
  };
};
