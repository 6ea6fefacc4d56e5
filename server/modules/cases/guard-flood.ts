import type { ReportCase } from '#contract/cases';
import { readPhone } from '#kernel/mobile-phone';
import { rateLimiter } from '#kernel/rate-limit';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { phoneIndex } from './contacts.ts';

const windowSeconds = 600;
/** As many as one device may file: a committee's office files for whoever comes in, with its own number. */
const perPhone = 20;
/** A tower of 34 floors with four doors each has 136 households; those after the hundredth join what is there. */
const perPlace = 100;
/** Degrees of latitude in 50 m; a degree of longitude is shorter, by a fifth in the middle of China. */
const cellDegrees = 50 / 111_320;

type Limiter = ReturnType<typeof rateLimiter>;
/** Per services, so that two applications in one process (tests) do not count each other's reports. */
const limiters = new WeakMap<Services, Limiter>();

function limiterOf(services: Services): Limiter {
  const found = limiters.get(services) ?? rateLimiter(() => services.clock().getTime());
  limiters.set(services, found);
  return found;
}

/**
 * Stops one phone from being used for a flood, whatever devices and addresses it comes from (decision 0018). The number
 * itself is not kept, only its blind index.
 */
export function guardPhone(services: Services, district: number, phone: string | undefined): void {
  if (!phone) return;
  const key = `phone ${district} ${phoneIndex(services, readPhone(phone)).toString('base64')}`;
  const seconds = limiterOf(services).takeOne(key, perPhone, windowSeconds);
  if (seconds > 0) refuse('report.phone-busy', { seconds });
}

/** Stops a flood about one place; whoever is refused is told to join what was reported there. */
export function guardPlace(services: Services, district: number, place: ReportCase['place']): void {
  const where = placeKey(place);
  if (where === null) return;
  const seconds = limiterOf(services).takeOne(`place ${district} ${where}`, perPlace, windowSeconds);
  if (seconds > 0) refuse('report.place-busy', { seconds });
}

/** The cell of 50 m around a point, else the address, else the micro-grid chosen from a list. */
function placeKey({ point, addressId, areaId }: ReportCase['place']): string | null {
  if (point) {
    const cell = [point.lon * 0.83, point.lat].map((degrees) => Math.round(degrees / cellDegrees));
    return cell.join(' ');
  }
  return addressId ?? areaId ?? null;
}
