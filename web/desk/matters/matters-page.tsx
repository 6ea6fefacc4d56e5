import './matters.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { PageTitle } from '../shell/page.tsx';
import { t as shell } from '../shell/texts.ts';
import { AdmissionsPart } from './admissions-part.tsx';
import { CodesPart } from './codes-part.tsx';
import { ListsPart } from './lists-part.tsx';
import { MapPart } from './map-part.tsx';
import { parts } from './matters-search.ts';
import { t } from './texts.ts';

const route = getRouteApi('/matters');
const bodies = { lists: ListsPart, codes: CodesPart, map: MapPart, admissions: AdmissionsPart };

/** What is handled here, by whom and how: the item lists, the national codes, and what the grids do not take. */
export function MattersPage() {
  const { part = 'lists' } = route.useSearch();
  const Body = bodies[part];
  return (
    <div className="page">
      <PageTitle title={shell('pageMatters')} note={t(`${part}Note`)} />
      <nav className="tabs" aria-label={t('parts')}>
        {parts.map((one) => (
          <Link
            key={one}
            to="/matters"
            search={{ part: one }}
            className={one === part ? 'tab tab-on' : 'tab'}
            aria-current={one === part ? 'page' : undefined}
          >
            {t(one)}
          </Link>
        ))}
      </nav>
      <Body />
    </div>
  );
}
