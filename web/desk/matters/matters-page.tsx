import './matters.css';
import { getRouteApi } from '@tanstack/react-router';
import { PageTitle } from '../shell/page.tsx';
import { LinkTabs } from '../shell/tabs.tsx';
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
      <LinkTabs
        are="pages"
        label={t('parts')}
        keys={parts}
        chosen={part}
        words={t}
        link={(one) => ({ to: '/matters', search: { part: one } })}
      />
      <Body />
    </div>
  );
}
