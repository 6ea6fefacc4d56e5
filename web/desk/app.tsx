import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import { useMemo } from 'react';
import { useElder, useLang } from '#web/prefs.ts';
import { router } from './routes.tsx';
import { antdLocale } from './shell/antd-locale.ts';
import { queries } from './shell/query.ts';
import { t } from './shell/texts.ts';
import { deskTheme } from './shell/theme.ts';

/** Pop-ups stand inside a landmark of their own, not loose at the end of the page. */
const popups = () => document.getElementById('popups') ?? document.body;

export function App() {
  const lang = useLang();
  const elder = useElder();
  const theme = useMemo(() => deskTheme(elder), [elder]);
  return (
    <ConfigProvider
      theme={theme}
      locale={antdLocale(lang)}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      getPopupContainer={popups}
    >
      <QueryClientProvider client={queries}>
        {/* Texts are read while rendering: another language draws the whole desk anew. */}
        <RouterProvider key={lang} router={router} />
        <section id="popups" aria-label={t('popups')} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
