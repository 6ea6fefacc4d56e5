import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import { useMemo } from 'react';
import { useElder, useLang } from '#web/prefs.ts';
import { router } from './routes.tsx';
import { antdLocale } from './shell/antd-locale.ts';
import { queries } from './shell/query.ts';
import { deskTheme } from './shell/theme.ts';

export function App() {
  const lang = useLang();
  const elder = useElder();
  const theme = useMemo(() => deskTheme(elder), [elder]);
  return (
    <ConfigProvider theme={theme} locale={antdLocale(lang)} wave={{ disabled: true }}>
      <QueryClientProvider client={queries}>
        {/* Texts are read while rendering: another language draws the whole desk anew. */}
        <RouterProvider key={lang} router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
