import { Link } from '@tanstack/react-router';
import { Button, Table, type TableProps } from 'antd';
import { questionKeys, questions } from '#contract/figure-questions';
import type { FigureAnswer } from '#contract/figures';
import { pick } from '#web/i18n.ts';
import { CloseIcon } from '#web/icons.tsx';
import { tabs } from '../cases/search.ts';
import { given, useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import type { Change, FigureSearch, View } from './figures-search.ts';
import { t } from './texts.ts';

type Row = FigureAnswer['rows'][number];

/** Of the desk: the list behind a number of the figures, or of the case centre where the question is about now. */
function RowLink({ link, search, children }: { link: string; search: FigureSearch; children: string }) {
  const [path, query = ''] = link.split('?');
  if (path === '/api/figures/cases')
    return (
      <Link to="/figures" search={{ ...search, behind: query }}>
        {children}
      </Link>
    );
  const { view, areaId, unitId, state } = Object.fromEntries(new URLSearchParams(query));
  const tab = tabs.find((one) => one === view) ?? 'open';
  return (
    <Link to="/cases" search={given({ tab, areaId, unitId, state: state as 'waiting' | undefined })}>
      {children}
    </Link>
  );
}

function amount({ kind, question }: FigureAnswer, { value }: Row): string {
  if (value === null) return '—';
  if (kind === 'rate' || kind === 'growth') return `${kind === 'growth' ? '+' : ''}${(value * 100).toFixed(1)}%`;
  return question === 'overdue' ? String(value) : kind === 'hours' ? t('hours', { n: value }) : String(value);
}

function columnsFor(answer: FigureAnswer, search: FigureSearch): NonNullable<TableProps<Row>['columns']> {
  const { kind, question, rows } = answer;
  const value = question === 'overdue' ? t('rowLate') : kind === 'growth' ? t('rowGrowth') : t('rowValue');
  const hasBase = rows.some(({ of }) => of !== null);
  return [
    { title: t('rowName'), dataIndex: 'name', rowScope: 'row' },
    { title: t('rowN'), key: 'n', render: (_, row) => <span className="num">{row.n}</span> },
    ...(hasBase
      ? [
          {
            title: kind === 'growth' ? t('rowBefore') : t('rowOf'),
            key: 'of',
            render: (_: unknown, row: Row) => <span className="num">{row.of ?? '—'}</span>,
          },
        ]
      : []),
    ...(kind === 'count'
      ? []
      : [
          {
            title: value,
            key: 'value',
            render: (_: unknown, row: Row) => <span className="num">{amount(answer, row)}</span>,
          },
        ]),
    {
      title: t('seeCases'),
      key: 'link',
      render: (_, row) =>
        row.link ? (
          <RowLink link={row.link} search={search}>
            {`${t('seeCases')} ${row.name}`}
          </RowLink>
        ) : (
          '—'
        ),
    },
  ];
}

function Answered({ answer, search }: { answer: FigureAnswer; search: FigureSearch }) {
  return (
    <>
      <p className="answer-words">{pick(answer.zh, answer.en)}</p>
      <p className="muted">{pick(answer.excludedZh, answer.excludedEn)}</p>
      <Table<Row>
        aria-label={t('answer')}
        rowKey={(row) => `${row.name} ${row.link}`}
        size="small"
        columns={columnsFor(answer, search)}
        dataSource={answer.rows}
        pagination={answer.rows.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        locale={{ emptyText: <Nothing title={t('nothing')} /> }}
        scroll={{ x: 'max-content' }}
      />
    </>
  );
}

interface QuestionsProps {
  search: FigureSearch;
  view: View;
  onChange: Change;
}

function Answer({ search, view, onChange }: QuestionsProps) {
  const question = search.ask ?? 'overdue';
  const query = given({ areaId: search.areaId, from: view.from, to: view.to });
  const asked = useAsk('GET /api/figures/questions/:question', { params: { question }, query });
  return (
    <section className="card answer" aria-label={t('answer')} aria-live="polite">
      <header>
        <h3>{pick(questions[question].zh, questions[question].en)}</h3>
        <Button
          size="small"
          icon={<CloseIcon size={16} />}
          aria-label={t('closeAnswer')}
          title={t('closeAnswer')}
          onClick={() => onChange({ ask: undefined })}
        />
      </header>
      <Loaded query={asked} rows={4}>
        {(answer) => <Answered answer={answer} search={search} />}
      </Loaded>
    </section>
  );
}

/** The twelve questions, one click each; the answer stands in the address. */
export function Questions(props: QuestionsProps) {
  const { search } = props;
  return (
    <>
      <nav className="card questions" aria-label={t('questions')}>
        <h3>{t('questions')}</h3>
        <ul>
          {questionKeys.map((key) => (
            <li key={key}>
              <Link
                to="/figures"
                search={{ ...search, ask: key }}
                className={key === search.ask ? 'question question-on' : 'question'}
                aria-current={key === search.ask ? 'true' : undefined}
              >
                {pick(questions[key].zh, questions[key].en)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {search.ask && <Answer {...props} />}
    </>
  );
}
