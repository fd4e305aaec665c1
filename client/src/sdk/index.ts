export { type CallOptions, type ClientOptions, createClient, type ForesightClient } from './client';
export { ForesightError, type LocalCode } from './error';
export type * from './types';
