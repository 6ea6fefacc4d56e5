import type { ReactNode } from 'react';

/** Drawn for this product on a 24 grid with a 1.75 stroke, so that a line is as heavy as the text beside it. */
export interface IconProps {
  size?: number;
}

function Frame({ size = 24, children }: IconProps & { children: ReactNode }) {
  const rem = `${size / 16}rem`;
  return (
    <svg
      viewBox="0 0 24 24"
      style={{ width: rem, height: rem, flex: 'none' }}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

const icon = (body: ReactNode) => (props: IconProps) => <Frame {...props}>{body}</Frame>;

const p = (d: string) => <path d={d} />;

export const CameraIcon = icon(
  <>
    {p('M4 8h3l1.6-2.5h6.8L17 8h3a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Z')}
    <circle cx="12" cy="13.2" r="3.4" />
  </>,
);
export const PinIcon = icon(
  <>
    {p('M12 21.5s7-6.4 7-11.7a7 7 0 0 0-14 0c0 5.3 7 11.7 7 11.7Z')}
    <circle cx="12" cy="9.8" r="2.5" />
  </>,
);
export const PhoneIcon = icon(
  p(
    'M5.5 4h3l1.6 4.2-2 1.6a12.4 12.4 0 0 0 6.1 6.1l1.6-2 4.2 1.6v3a1.6 1.6 0 0 1-1.7 1.6A15.8 15.8 0 0 1 3.9 5.7 1.6 1.6 0 0 1 5.5 4Z',
  ),
);
export const MicIcon = icon(
  <>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    {p('M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3')}
  </>,
);
export const CheckIcon = icon(p('m5 12.5 4.6 4.6L19.2 7.5'));
export const WhistleIcon = icon(
  <>
    <circle cx="9" cy="14.5" r="5" />
    {p('M9 9.5h11.5v3.2l-6.6 1M9 14.5h.01M14 6.5V4M18 6.5l1.2-1.8M10 6.5 8.8 4.7')}
  </>,
);
export const ClockIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    {p('M12 7.2V12l3.2 2')}
  </>,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8.5" r="3.3" />
    {p('M3 19.5a6 6 0 0 1 12 0M15.6 5.5a3.3 3.3 0 0 1 0 6M17.5 14.3a6 6 0 0 1 3.5 5.2')}
  </>,
);
export const UserIcon = icon(
  <>
    <circle cx="12" cy="8" r="3.8" />
    {p('M4.8 20.2a7.2 7.2 0 0 1 14.4 0')}
  </>,
);
export const MapIcon = icon(p('M9 4 3.5 6.2v13.3L9 17.3l6 2.7 5.5-2.2V4.5L15 6.7 9 4Zm0 0v13.3M15 6.7V20'));
export const HomeIcon = icon(p('m3.5 11.5 8.5-7.5 8.5 7.5M5.5 10v9.5h13V10M10 19.5v-5.5h4v5.5'));
export const InboxIcon = icon(p('M3.5 13.5 6 5h12l2.5 8.5v5h-17v-5Zm0 0h5l1.2 2.5h4.6l1.2-2.5h5'));
export const BellIcon = icon(p('M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15l1.5-2ZM10 21h4'));
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    {p('m16 16 4.5 4.5')}
  </>,
);
export const ChevronLeftIcon = icon(p('m14.5 5-7 7 7 7'));
export const ChevronRightIcon = icon(p('m9.5 5 7 7-7 7'));
export const ChevronDownIcon = icon(p('m5 9.5 7 7 7-7'));
export const ChevronUpIcon = icon(p('m5 14.5 7-7 7 7'));
export const PlusIcon = icon(p('M12 5v14M5 12h14'));
export const MinusIcon = icon(p('M5 12h14'));
export const CloseIcon = icon(p('m6 6 12 12M18 6 6 18'));
export const LayersIcon = icon(p('m12 3.5 9 5-9 5-9-5 9-5Zm-9 9 9 5 9-5m-18 4 9 5 9-5'));
export const SettingsIcon = icon(
  <>
    {p('M4 7h9M17.5 7H20M4 17h2.5M11 17h9')}
    <circle cx="15.2" cy="7" r="2.3" />
    <circle cx="8.8" cy="17" r="2.3" />
  </>,
);
export const WarningIcon = icon(p('M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5M12 17h.01'));
export const InfoIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    {p('M12 11v5M12 8h.01')}
  </>,
);
export const RefreshIcon = icon(p('M19.5 12a7.5 7.5 0 1 1-2.3-5.4L19.5 9M19.5 4.5V9H15'));
export const ShareIcon = icon(p('M12 15V3.5m0 0L8 7.5m4-4 4 4M6.5 11H5v9.5h14V11h-1.5'));
export const CopyIcon = icon(
  <>
    <rect x="8.5" y="8.5" width="11.5" height="12" rx="1.6" />
    {p('M15.5 5.5V4.6a1.1 1.1 0 0 0-1.1-1.1H5.1A1.1 1.1 0 0 0 4 4.6v10.3A1.1 1.1 0 0 0 5.1 16H6')}
  </>,
);
export const StarIcon = icon(p('m12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8L12 3.8Z'));
export const SparkIcon = icon(
  p('M12 3.5c.8 5 3.5 7.7 8.5 8.5-5 .8-7.7 3.5-8.5 8.5-.8-5-3.5-7.7-8.5-8.5 5-.8 7.7-3.5 8.5-8.5Z'),
);
export const LanguageIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    {p('M3.5 12h17M12 3.5c2.6 2.6 3.7 5.4 3.7 8.5s-1.1 5.9-3.7 8.5c-2.6-2.6-3.7-5.4-3.7-8.5s1.1-5.9 3.7-8.5Z')}
  </>,
);
export const EyeIcon = icon(
  <>
    {p('M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z')}
    <circle cx="12" cy="12" r="3" />
  </>,
);
export const DownloadIcon = icon(p('M12 3.5V15m0 0 4.2-4.2M12 15l-4.2-4.2M4.5 17.5v3h15v-3'));
export const UploadIcon = icon(p('M12 15V3.5m0 0 4.2 4.2M12 3.5 7.8 7.7M4.5 17.5v3h15v-3'));
export const FilterIcon = icon(p('M4 6h16M7 12h10M10 18h4'));
export const KeyboardIcon = icon(
  <>
    <rect x="2.5" y="6" width="19" height="12" rx="2" />
    {p('M6 10h.01M9 10h.01M12 10h.01M15 10h.01M18 10h.01M8 14.5h8')}
  </>,
);
export const ShieldIcon = icon(p('M12 3.5 5 6v5.5c0 4.3 2.8 7.4 7 9 4.2-1.6 7-4.7 7-9V6l-7-2.5Zm-3 8.5 2.2 2.2 4-4.2'));
export const SendIcon = icon(p('M20.5 3.5 10 14M20.5 3.5 14 20.5 10 14 3.5 10l17-6.5Z'));
export const UndoIcon = icon(p('M8 5 4 9l4 4M4 9h9.5a5.5 5.5 0 0 1 0 11H9'));
export const MergeIcon = icon(p('M6 4v3c0 4.5 6 4.5 6 9v4M18 4v3c0 4.5-6 4.5-6 9M9 17l3 3 3-3'));
export const OfflineIcon = icon(
  p('M7 18h9.5M6.8 18A4.3 4.3 0 0 1 6 9.5c.3-1 .8-1.9 1.5-2.6M10.5 5.3A6 6 0 0 1 18 10a4 4 0 0 1 2.2 6.6M4 4l16 16'),
);
export const CloudIcon = icon(p('M7 18.5h10a4 4 0 0 0 .8-7.9A6 6 0 0 0 6.2 9.8 4.4 4.4 0 0 0 7 18.5Z'));
export const EditIcon = icon(p('M4.5 19.5h3.8L19 8.8 15.2 5 4.5 15.7v3.8ZM13 7.2l3.8 3.8'));
export const TrashIcon = icon(p('M4.5 6.5h15M9.5 6.5V4h5v2.5M6.5 6.5l1 14h9l1-14M10.5 10.5v6M13.5 10.5v6'));
export const RouteIcon = icon(
  <>
    <circle cx="6.5" cy="18" r="2.3" />
    <circle cx="17.5" cy="6" r="2.3" />
    {p('M15.2 6H9a3 3 0 0 0 0 6h6a3 3 0 0 1 0 6H8.8')}
  </>,
);
export const ChartIcon = icon(p('M4 20h16M6.5 20v-7M12 20V5M17.5 20V9.5'));
export const BookIcon = icon(p('M5 4h13.5v16H6.5A1.5 1.5 0 0 1 5 18.5V4Zm0 14.5A1.5 1.5 0 0 1 6.5 17h12M9 8h5.5'));
export const ChatIcon = icon(p('M4 5h16v11.5h-8.5L7 20v-3.5H4V5Zm4 4h8M8 12.5h5'));
export const LockIcon = icon(
  <>
    <rect x="5" y="10.5" width="14" height="10" rx="2" />
    {p('M8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2')}
  </>,
);
export const SignOutIcon = icon(p('M10 4.5H4.5v15H10M10 12h10m0 0-3.5-3.5M20 12l-3.5 3.5'));
export const MoreIcon = icon(p('M5.5 12h.01M12 12h.01M18.5 12h.01'));
export const TextSizeIcon = icon(p('M3 18.5 7.8 6l4.8 12.5M4.6 14.5H11M14.5 18.5l3-7.5 3 7.5M15.5 16h4'));
export const TargetIcon = icon(
  <>
    <circle cx="12" cy="12" r="6.5" />
    <circle cx="12" cy="12" r="1.5" />
    {p('M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3')}
  </>,
);
export const ScreenIcon = icon(p('M3 5h18v11.5H3V5Zm6 15.5h6M12 16.5v4M7 13v-2.5M11 13V8.5M15 13v-3.5'));
export const CheckListIcon = icon(
  p('m3.5 6.5 1.6 1.6L8 5m-4.5 8 1.6 1.6L8 11.5m-4.5 7.5 1.6 1.6L8 17.5M11.5 6.5h9m-9 6.5h9m-9 6.5h9'),
);
