/** The command line was wrong: one sentence, exit code 2. */
export class UsageFault extends Error {
  override name = 'UsageFault';
}
