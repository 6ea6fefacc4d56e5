import {
  ChatIcon,
  CheckIcon,
  ClockIcon,
  EditIcon,
  type IconProps,
  LayersIcon,
  MergeIcon,
  PinIcon,
  RefreshIcon,
  RouteIcon,
  SendIcon,
  UndoIcon,
  WhistleIcon,
} from '#web/icons.tsx';
import type { Move } from './commands.ts';

const icons: Partial<Record<Move, (props: IconProps) => React.ReactNode>> = {
  accept: CheckIcon,
  arrive: PinIcon,
  settle: CheckIcon,
  acknowledge: CheckIcon,
  begin: ClockIcon,
  handle: CheckIcon,
  pass: CheckIcon,
  rework: UndoIcon,
  whistle: WhistleIcon,
  reroute: RouteIcon,
  dispatch: SendIcon,
  transfer: SendIcon,
  return: UndoIcon,
  ask: ChatIcon,
  tell: ChatIcon,
  note: EditIcon,
  classify: LayersIcon,
  merge: MergeIcon,
  split: MergeIcon,
  suspend: ClockIcon,
  resume: RefreshIcon,
  reopen: RefreshIcon,
  summon: WhistleIcon,
  assist: SendIcon,
  takeTask: CheckIcon,
  reportTask: ChatIcon,
  answerVerify: CheckIcon,
  askTime: ClockIcon,
};

export function MoveIcon({ move, size = 22 }: { move: Move; size?: number }) {
  const Icon = icons[move] ?? EditIcon;
  return <Icon size={size} />;
}
