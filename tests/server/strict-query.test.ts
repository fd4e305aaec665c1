import fc from 'fast-check';

import { CoreError } from '../../server/src/core/errors';
import { checkQuery } from '../../server/src/middlewares/strict-query';

const refusal = (querystring: string, takes: readonly string[] = ['limit', 'sort']): unknown => {
  try {
    checkQuery(querystring, takes);
    return null;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return (error.details as { path: string }).path;
  }
};

describe('checkQuery', () => {
  it.each([[''], ['limit=1'], ['limit=1&sort=a'], ['sort=a%5Bb%5D'], ['&&'], ['limit=%20']])(
    'lets "%s" through',
    (query) => {
      expect(refusal(query)).toBeNull();
    }
  );

  it.each([
    ['limit=1&limit=2', 'limit'],
    ['limit=1&limit[]=2', 'limit'],
    ['limit[$gt]=1', 'limit'],
    ['limit%5B$gt%5D=1', 'limit'],
    ['limit[]=1', 'limit'],
    ['limit[', 'limit'],
    ['limit=', 'limit'],
    ['limit', 'limit'],
    ['page=1', 'page'],
    ['LIMIT=1', 'LIMIT'],
    ['limit.a=1', 'limit.a'],
    ['filters[title][$contains]=x', 'filters'],
    ['__proto__[limit]=1', '__proto__'],
    ['constructor=1', 'constructor'],
    ['toString=1', 'toString'],
    ['=1', '(no name)'],
    ['[limit]=1', '(no name)'],
  ])('refuses "%s" by the name of what is wrong', (query, path) => {
    expect(refusal(query)).toBe(path);
  });

  it('refuses every parameter of a route that takes none', () => {
    expect(refusal('limit=1', [])).toBe('limit');
  });

  it('only ever throws its refusal, whatever the address holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => {
        expect(() => refusal(query)).not.toThrow();
      })
    );
  });
});
