import { useSearchParams } from 'react-router-dom';

/** Two are put side by side. */
export const MOST_PICKED = 2;

/** Versions picked for comparison, by name, kept in the URL: ?compare=ranker-3&compare=ranker-2. */
export const usePicked = () => {
  const [search, setSearch] = useSearchParams();
  const picked = [...new Set(search.getAll('compare').filter(Boolean))].slice(0, MOST_PICKED);
  const write = (next: readonly string[]) =>
    setSearch((params) => {
      params.delete('compare');
      for (const version of next) params.append('compare', version);
      return params;
    });
  return {
    picked,
    toggle: (version: string) =>
      write(picked.includes(version) ? picked.filter((each) => each !== version) : [...picked, version]),
    clear: () => write([]),
  };
};
