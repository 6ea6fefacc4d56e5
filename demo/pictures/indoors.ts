// Illustrated photos of walls and rooms: stairs, wire, wall, smoke, play, room, desk.
import type { Random } from '../random.ts';
import { box, disc, inside, type Light, line, oval, repeat, shape, street, words } from './brush.ts';
import type { Painter } from './outdoors.ts';

const flight = (x: number) =>
  repeat(7, (index) =>
    shape(
      `M${x + index * 46} ${560 - index * 46}h${330 - index * 46}v${46}h-${330 - index * 46}z`,
      index % 2 ? '#a7a299' : '#b5b0a6',
    ),
  );

const stairs: Painter = (_light, fixed, rng) => {
  const x = rng.int(480, 560);
  const junk = fixed
    ? ''
    : box(190, 430, 130, 130, '#b98f5e') +
      box(210, 330, 100, 100, '#c9a373') +
      box(330, 480, 120, 80, '#a57c4e') +
      shape('M120 560l30 -180h40l-20 180z', '#7d8b92') +
      disc(250, 590, 40, '#2c3136') +
      disc(390, 590, 40, '#2c3136') +
      line('M250 590l60 -80h70l10 80M310 510l-16 -40h-26', '#c8442c', 12);
  return (
    inside('#d8d4cb', '#8f8a82', '#c4bfb5') +
    flight(x) +
    line(`M${x - 6} 520L${x + 300} 210`, '#6b4f3a', 14) +
    junk +
    box(720, 90, 110, 150, '#9fb6c4') +
    line('M775 90v150M720 165h110', '#e9e4da', 8)
  );
};

const wire: Painter = (light, fixed, rng) => {
  const floors = repeat(4, (index) => box(120, 60 + index * 150, 620, 10, '#8d8578'));
  const windows = repeat(8, (index) =>
    box(170 + (index % 4) * 150, 92 + Math.floor(index / 4) * 300, 84, 100, light.night ? '#f0c06a' : '#8fa6b5'),
  );
  const cables = fixed
    ? line('M690 60v520', '#6b7278', 10)
    : line('M210 150Q330 330 300 600M360 150Q430 360 340 610M520 450Q480 560 360 620', '#1f2327', 6) +
      box(286, 596, 84, 26, '#e9e4da') +
      disc(310, 609, 6, '#c8442c') +
      shape('M330 560l14 -26l-4 20h16l-20 30l4 -22z', '#e8a33a');
  const bike =
    disc(400, 650, 44, '#2c3136') +
    disc(400, 650, 28, light.ground) +
    disc(560, 650, 44, '#2c3136') +
    disc(560, 650, 28, light.ground) +
    line('M400 650l50 -80h80l30 80M450 570l-14 -44h-30', fixed ? '#2f6bb0' : '#c8442c', 12);
  return street(light, rng) + box(120, 0, 620, 600, light.wall) + floors + windows + cables + (fixed ? '' : bike);
};

const wall: Painter = (light, fixed, rng) => {
  const bricks = repeat(40, (index) =>
    box(
      120 + (index % 8) * 90 + (Math.floor(index / 8) % 2) * 44,
      80 + Math.floor(index / 8) * 96,
      82,
      40,
      '#b9a58f',
      'opacity=".35"',
    ),
  );
  const damage = fixed
    ? box(300, 180, 320, 260, '#e2dccf')
    : shape('M300 180q80 -40 180 0q110 -10 140 90q20 130 -90 150q-140 40 -220 -50q-60 -90 -10 -190z', '#8b7a68') +
      line('M470 190l-30 90l40 60l-50 110', '#5a4d41', 6) +
      repeat(6, (index) =>
        box(
          280 + index * 62,
          600 + ((index * 29) % 60),
          44,
          24,
          '#c9bda9',
          `transform="rotate(${index * 23} ${300 + index * 62} 610)"`,
        ),
      ) +
      repeat(
        3,
        (index) =>
          box(690, 150 + index * 120, 90, 70, '#f4efe2') +
          words(735, 194 + index * 120, 24, '#c8442c', ['开锁', '疏通', '贷款'][index] ?? ''),
      );
  return street(light, rng) + box(90, 40, 780, 540, light.wall) + bricks + damage;
};

const smoke: Painter = (light, fixed, rng) => {
  const chimney = box(250, 330, 130, 200, '#8f8a82') + box(240, 316, 150, 24, '#6b6660');
  const plume = fixed
    ? box(270, 230, 90, 90, '#b8c2ca') + line('M280 250h70M280 275h70M280 300h70', '#7d8b92', 7)
    : disc(320, 270, 60, '#6e6a66', 'opacity=".8"') +
      disc(390, 200, 84, '#7f7b77', 'opacity=".7"') +
      disc(500, 150, 110, '#94908c', 'opacity=".6"') +
      disc(640, 110, 130, '#a8a5a1', 'opacity=".45"');
  return (
    street(light, rng) +
    box(60, 430, 840, 120, '#7d6f62') +
    chimney +
    plume +
    box(520, 440, 200, 110, '#5d5349') +
    words(620, 505, 40, '#f4efe2', rng.pick(['小饭馆', '烧烤', '工地']))
  );
};

const play: Painter = (light, fixed, rng) => {
  const bench = (broken: boolean) =>
    repeat(3, (index) =>
      broken && index === 1
        ? box(560, 566, 120, 18, '#a57c4e', 'transform="rotate(16 560 566)"')
        : box(560, 530 + index * 26, 260, 18, '#a57c4e'),
    ) +
    box(580, 600, 16, 60, '#4c5359') +
    box(780, 600, 16, 60, '#4c5359');
  const slide =
    shape('M180 330h80v30l170 220h-60L220 380v220h-40z', fixed ? '#e8a33a' : '#b98a45') +
    line('M190 600V330M250 600V360', '#c8442c', 12) +
    (fixed ? '' : line('M330 470l30 10l-14 30l36 16', '#3a2f28', 7));
  return street(light, rng) + box(0, 590, 960, 130, fixed ? '#7fa37a' : '#8d9a84') + slide + bench(!fixed);
};

const sofa = (x: number, colour: string) =>
  box(x, 440, 300, 90, colour, 'rx="20"') +
  box(x - 20, 400, 60, 130, colour, 'rx="18"') +
  box(x + 260, 400, 60, 130, colour, 'rx="18"') +
  box(x + 10, 360, 280, 90, colour, 'rx="18"');
const person = (x: number, coat: string) =>
  disc(x, 330, 40, '#e7c3a1') + shape(`M${x - 60} 540q0 -160 60 -160t60 160z`, coat);

const room: Painter = (_light: Light, fixed: boolean, rng: Random) => {
  const stain = fixed
    ? ''
    : oval(620, 40, 190, 60, '#a98f63', 'opacity=".55"') +
      oval(660, 70, 90, 36, '#8a7148', 'opacity=".5"') +
      line('M640 100v60M690 96v40', '#7f99aa', 6) +
      shape('M610 520h90l-10 70h-70z', '#2f6bb0');
  const people = fixed
    ? person(420, '#2f6bb0') + person(560, '#7d6f8a') + line('M470 440q30 20 50 0', '#e7c3a1', 16)
    : '';
  return (
    inside('#e6dfd2', '#a8896a', '#d6cdbd') +
    box(620, 150, 200, 170, '#b5cbd8') +
    line('M720 150v170', '#f4efe2', 8) +
    sofa(rng.int(220, 300), '#8a9a86') +
    people +
    stain
  );
};

const desk: Painter = (_light, fixed, rng) => {
  const paper = (x: number) =>
    box(x, 470, 90, 120, '#fbf9f2', 'transform="skewX(-12)"') +
    repeat(4, (index) => line(`M${x - 88} ${490 + index * 22}h56`, '#9aa2a8', 5));
  const people = person(360, rng.pick(['#2f6bb0', '#2f6f52', '#6b5a7a'])) + (fixed ? person(650, '#a3654a') : '');
  return (
    inside('#e3e6e3', '#b9ab97', '#cfd5d2') +
    box(560, 70, 280, 150, '#2f6f52', 'rx="8"') +
    words(700, 160, 44, '#fff', '便民服务') +
    people +
    box(120, 520, 760, 40, '#8a6a48') +
    box(160, 560, 40, 120, '#6d543d') +
    box(800, 560, 40, 120, '#6d543d') +
    paper(470) +
    (fixed ? paper(700) + line('M690 470l20 20l40 -44', '#246b45', 12) : '')
  );
};

export const indoors = { stairs, wire, wall, smoke, play, room, desk };
