import type { ThemeConfig } from 'antd';
import { colour } from './colours.ts';

function tokens(elder: boolean): NonNullable<ThemeConfig['token']> {
  return {
    colorPrimary: colour('--dai-600'),
    colorInfo: colour('--dai-600'),
    colorLink: colour('--dai-600'),
    colorError: colour('--zhu-600'),
    colorSuccess: colour('--bamboo-600'),
    colorWarning: colour('--amber-600'),
    colorTextBase: colour('--ink-900'),
    colorText: colour('--ink-900'),
    colorTextSecondary: colour('--ink-500'),
    colorTextTertiary: colour('--ink-500'),
    colorTextPlaceholder: colour('--ink-400'),
    colorTextDescription: colour('--ink-500'),
    colorBorder: colour('--line-strong'),
    colorBorderSecondary: colour('--line'),
    colorBgLayout: colour('--paper'),
    fontFamily: colour('--font'),
    fontSize: elder ? 17 : 14,
    controlHeight: elder ? 44 : 34,
    controlHeightSM: elder ? 36 : 28,
    borderRadius: 8,
    borderRadiusLG: 12,
    boxShadowSecondary: colour('--sh-3'),
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.2s',
  };
}

/** antd takes its colours from tokens.css: no second set of values. */
export function deskTheme(elder: boolean): ThemeConfig {
  return {
    cssVar: { key: 'desk' },
    hashed: false,
    token: tokens(elder),
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Table: {
        headerBg: colour('--surface-2'),
        headerColor: colour('--ink-700'),
        rowSelectedBg: colour('--dai-50'),
        rowHoverBg: colour('--surface-2'),
        cellPaddingBlock: 10,
        cellPaddingInline: 12,
      },
      Select: { optionSelectedBg: colour('--dai-100') },
      Tree: { nodeSelectedBg: colour('--dai-100') },
      Tabs: { horizontalItemPadding: '10px 0' },
    },
  };
}
