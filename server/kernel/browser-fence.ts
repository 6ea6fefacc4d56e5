/** What a page of ours may not use; the rest is asked of the person by the browser. */
export const permissions = 'geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()';

/** The headers that fence a page in; `outside`: origins of map tiles. */
export const helmetOptions = (outside: () => string) => ({
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      // antd writes its styles at run time.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:', outside],
      connectSrc: ["'self'", outside],
      workerSrc: ["'self'", 'blob:'],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
      upgradeInsecureRequests: null,
    },
  },
  // Over plain http on a town's own network this header would lock people out; the proxy with TLS adds it.
  strictTransportSecurity: false as const,
  crossOriginEmbedderPolicy: false as const,
});
