import { metresBetween } from '../map/project.ts';
import { lang } from '../prefs.ts';
import { distance } from '../time.ts';
import type { Located, PlaceChoice } from './locate.ts';
import { t } from './texts.ts';
import type { PlaceBox } from './use-place.ts';

/** The two lowest names, 竹里村·第4微网格; once only where the lower name already begins with the higher. */
function areaWords({ path, name }: Located): string {
  const [above = '', own = name] = path.slice(-2).map((part) => part.name);
  return own.startsWith(above) ? own : `${above}·${own}`;
}

/** What holds a micro-grid whose name stands there already; names that it begins with would only be said again. */
function aboveWords({ path, name }: Located): string {
  return path
    .slice(0, -1)
    .map((part) => part.name)
    .filter((above) => !name.startsWith(above))
    .join('·');
}

export function placeTitle(choice: PlaceChoice, located: Located | null): string {
  return choice.text ?? located?.address ?? t(choice.source);
}

/** Which micro-grid the place lies in, said once: whoever chose it from the list has read its name already. */
export function placeArea(choice: PlaceChoice, located: Located | null): string {
  if (!located) return '';
  return placeTitle(choice, located) === located.name ? aboveWords(located) : areaWords(located);
}

export function nearness({ choice, device, located }: PlaceBox): string {
  if (located?.decidedBy === 'near' && located.metres !== null) {
    return t('near', { n: distance(located.metres, lang()) });
  }
  if (choice?.source === 'device' && choice.point?.accuracy) {
    return t('accuracy', { n: distance(choice.point.accuracy, lang()) });
  }
  return choice?.point && device ? t('away', { n: distance(metresBetween(choice.point, device), lang()) }) : '';
}
