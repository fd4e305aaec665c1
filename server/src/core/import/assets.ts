const ASSET =
  /\.(?:css|m?js|map|json|xml|txt|rss|atom|ico|png|jpe?g|gif|webp|avif|svg|bmp|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|mov|pdf|zip|gz|tgz|wasm|webmanifest)$/i;

/** Whether the path of a log line names a file that pages are made of or that robots ask for, and no page. */
export const isAsset = (path: string): boolean => ASSET.test(path);
