export { addressPrefix } from './address-prefix';
export { eventKey } from './event-key';
export * from './event-types';
export { visitorHash } from './visitor-hash';
