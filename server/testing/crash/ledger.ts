import type { ReportCase, Reported } from '#contract/cases';

/** What the phones of the load know: what they sent, and what was acknowledged to them. */
export interface Ledger {
  reports: FiledReport[];
  moves: MadeMove[];
  /** Cases whose clock was made to run out. */
  runOut: string[];
  /** Codes and words of answers that a phone would not send again for; none is expected. */
  refused: string[];
  /** How often each answer came that is no success: "503 server.unavailable", "no answer". */
  answers: Map<string, number>;
  /** When reports were acknowledged (performance.now()): the longest pause is what a kill cost. */
  acknowledgedAt: number[];
}

export interface FiledReport {
  report: ReportCase;
  sends: number;
  /** Every acknowledgement: all of them must say the same. */
  acknowledged: Reported[];
  /** The address under which its photo was acknowledged. */
  photoUrl: string | null;
}

export interface MadeMove {
  caseId: string;
  move: 'accept' | 'note';
  /** Of its own for each note, so that a doubled one is seen. */
  note: string | null;
  sends: number;
  acknowledged: boolean;
}

export function newLedger(): Ledger {
  return { reports: [], moves: [], runOut: [], refused: [], answers: new Map(), acknowledgedAt: [] };
}

export function acknowledgedReports(ledger: Ledger): FiledReport[] {
  return ledger.reports.filter(({ acknowledged }) => acknowledged.length > 0);
}
