import { waitFor } from '@testing-library/react';

import { queryClient } from '../../admin/src/queryClient';

afterEach(() => queryClient.clear());

/** How often the server is asked until it is given up on. */
async function asked(status: number): Promise<number> {
  const ask = jest.fn(() => Promise.reject(Object.assign(new Error('refused'), { status })));
  const query = queryClient.fetchQuery({
    queryKey: ['refused', status],
    queryFn: ask,
    retry: queryClient.getDefaultOptions().queries?.retry ?? false,
    retryDelay: 0,
  });
  await expect(query).rejects.toThrow('refused');
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
  return ask.mock.calls.length;
}

it('asks a busy server three times more, and any other once more', async () => {
  expect(await asked(503)).toBe(4);
  expect(await asked(500)).toBe(2);
});
