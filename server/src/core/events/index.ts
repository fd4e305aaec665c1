export { addressPrefix } from './address-prefix';
export * from './device';
export { eventKey } from './event-key';
export * from './event-types';
export * from './source-type';
export { visitorHash } from './visitor-hash';
