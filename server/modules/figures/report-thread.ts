import { parentPort, workerData } from 'node:worker_threads';
import { drawReport } from './draw-report.ts';
import type { ReportData } from './read-report.ts';

const pdf = await drawReport(workerData as ReportData);
parentPort?.postMessage(pdf);
