export { type Bins, ENGAGED_BINS, ENGAGED_RELATIVE_ERROR, SCROLL_BINS, SCROLL_ERROR } from './bins';
export * from './distinct';
export { decodeDistinct, encodeDistinct } from './distinct-codec';
export * from './histogram';
