import { reasonRequest } from '../../server/src/contracts/admin-requests';

const taken = (body: unknown) => {
  const result = reasonRequest.safeParse(body);
  return result.success ? result.data.reason : null;
};

describe('the reason for putting a version in service', () => {
  it('is taken as it was meant, blanks and lines joined', () => {
    expect(taken({ reason: '  The editors\n\tmissed it ' })).toBe('The editors missed it');
    expect(taken({ reason: 'é'.repeat(300) })).toHaveLength(300);
    expect(taken({ reason: `${' '.repeat(400)}why${' '.repeat(400)}` })).toBe('why');
  });

  it.each([
    [undefined],
    [null],
    ['just text'],
    [{}],
    [{ reason: null }],
    [{ reason: 300 }],
    [{ reason: ['because'] }],
    [{ reason: '' }],
    [{ reason: 'no' }],
    [{ reason: ` a${' '.repeat(20)} ` }],
    [{ reason: 'x'.repeat(301) }],
    [{ reason: 'nul \0 inside' }],
    [{ reason: 'half a pair \ud800' }],
    [{ reason: 'because', by: 'somebody else' }],
  ])('is refused where it says nothing, too much, or is no text: %j', (body) => {
    expect(taken(body)).toBeNull();
  });
});
