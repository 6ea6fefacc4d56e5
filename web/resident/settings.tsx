import { useEffect, useState } from 'react';
import { TrashIcon } from '#web/icons.tsx';
import { Button, Card, SectionTitle } from '#web/parts/basics.tsx';
import { RadioGroup, Switch } from '#web/parts/fields.tsx';
import { Page } from '#web/parts/page.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { toast } from '#web/parts/toast.tsx';
import { type Lang, lang, setElder, setLang, useElder } from '#web/prefs.ts';
import { districts, useDistrict } from './areas/district.ts';
import { Bar } from './bar.tsx';
import { readDraft, worthKeeping } from './cases/draft.ts';
import { waiting } from './cases/outbox.ts';
import { type District, forgetEverything, forgetGrid, ownGrid, ownReports, setOwnDistrict, useKept } from './device.ts';
import { t } from './texts.ts';

function Display() {
  const elder = useElder();
  return (
    <Card className="stack">
      <Switch wide label={t('elder')} hint={t('elderSub')} on={elder} onChange={setElder} />
      <RadioGroup<Lang>
        label={t('language')}
        value={lang()}
        onChange={(value) => value && setLang(value)}
        choices={[
          { value: 'zh-CN', label: t('chinese') },
          { value: 'en', label: t('english') },
        ]}
      />
    </Card>
  );
}

function PlaceChoice() {
  const current = useDistrict();
  const [all, setAll] = useState<District[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    districts().then(setAll, () => undefined);
  }, []);
  if (all.length < 2 || !current) return null;
  return (
    <>
      <SectionTitle>{t('place')}</SectionTitle>
      <Card>
        <RadioGroup
          label={t('place')}
          look="list"
          value={chosen ?? String(current.id)}
          onChange={(id) => {
            if (!id) return;
            setChosen(id);
            // Another town has other grids: the chosen one no longer says who answers.
            void forgetGrid().then(() => setOwnDistrict(Number(id)));
          }}
          choices={all.map((one) => ({ value: String(one.id), label: one.name, hint: one.fullName }))}
        />
      </Card>
    </>
  );
}

async function whatIsStored() {
  const [reports, draft, held, grid] = await Promise.all([ownReports(), readDraft(), waiting(), ownGrid()]);
  return [
    reports.length > 0 ? t('storedReports', { n: reports.length }) : '',
    draft && worthKeeping(draft) ? t('storedDraft') : '',
    held.length > 0 ? t('storedWaiting', { n: held.length }) : '',
    grid ? t('storedGrid', { name: grid.name }) : '',
  ].filter(Boolean);
}

function Stored() {
  const [sure, setSure] = useState(false);
  const { value: lines } = useKept(whatIsStored);
  async function forget(): Promise<void> {
    await forgetEverything();
    setSure(false);
    toast(t('forgotten'));
  }
  return (
    <>
      <SectionTitle>{t('stored')}</SectionTitle>
      <Card className="stack">
        {lines && lines.length > 0 ? (
          <ul className="dots">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p>{t('storedNothing')}</p>
        )}
        <p className="hint">{t('storedWhy')}</p>
        <Button look="danger" icon={<TrashIcon size={20} />} onClick={() => setSure(true)}>
          {t('forget')}
        </Button>
      </Card>
      <Sheet
        open={sure}
        title={t('forgetSure')}
        onClose={() => setSure(false)}
        foot={
          <div className="pair-buttons">
            <Button onClick={() => setSure(false)}>{t('forgetNo')}</Button>
            <Button look="danger" onClick={() => void forget()}>
              {t('forgetYes')}
            </Button>
          </div>
        }
      >
        <p>{t('forgetWhat')}</p>
      </Sheet>
    </>
  );
}

/** R16. How it looks, what is kept here, and what becomes of what one says. */
export function SettingsPage() {
  return (
    <Page title={t('settings')} foot={<Bar on="settings" />}>
      <SectionTitle>{t('display')}</SectionTitle>
      <Display />
      <PlaceChoice />
      <Stored />
      <SectionTitle>{t('privacy')}</SectionTitle>
      <Card>
        <ul className="dots">
          <li>{t('privacy1')}</li>
          <li>{t('privacy2')}</li>
          <li>{t('privacy3')}</li>
          <li>{t('privacy4')}</li>
        </ul>
      </Card>
    </Page>
  );
}
