import { deviceOf } from '../../../server/src/core/events';

const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0';

it.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, 'desktop'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0', 'desktop'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'desktop'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`, 'desktop'],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${SAFARI}`, 'mobile'],
  [`Mozilla/5.0 (Linux; Android 14; Pixel 8) ${CHROME} Mobile Safari/537.36`, 'mobile'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0', 'mobile'],
  ['Opera/9.80 (J2ME/MIDP; Opera Mini/9.80) Presto/2.12.423 Version/12.16', 'mobile'],
  [`Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) ${SAFARI}`, 'tablet'],
  [`Mozilla/5.0 (Linux; Android 13; SM-X200) ${CHROME} Safari/537.36`, 'tablet'],
  ['Mozilla/5.0 (Android 14; Tablet; rv:132.0) Gecko/132.0 Firefox/132.0', 'tablet'],
  [`Mozilla/5.0 (Web0S; Linux/SmartTV) ${CHROME} Safari/537.36 WebAppManager`, 'other'],
  ['Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15 (KHTML, like Gecko)', 'other'],
  [`Mozilla/5.0 (Linux; Android 9; AFTMM) ${CHROME} Mobile Safari/537.36`, 'other'],
  ['curl/8.5.0', 'other'],
])('takes %s for a %s device', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

it('says nothing of a device that is not named', () => {
  expect([deviceOf(undefined), deviceOf('')]).toEqual([null, null]);
});
