export interface BenchOptions {
  /** Cases of the demo district. */
  cases: number;
  /** A data folder that holds the demo district already; without one it is loaded into a folder that is removed after. */
  data: string | null;
  /** The server's port; the next one is free for what is measured beside it. */
  port: number;
  /** A few seconds in all, to see that everything works; the figures mean nothing and are not kept. */
  tiny: boolean;
  /** Tells how far it is, apart from the figures. */
  say(line: string): void;
}
