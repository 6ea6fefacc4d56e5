// Illustrated photos of the street: lamp, manhole, road, bins, rubble, parking, stall, water, tree, lane, river.
import { at, type Random } from '../random.ts';
import { box, disc, type Light, line, oval, repeat, roadway, shape, street, tree, words } from './brush.ts';

export type Painter = (light: Light, fixed: boolean, rng: Random) => string;

const lamp: Painter = (light, fixed, rng) => {
  const x = rng.int(240, 320);
  const glow = fixed
    ? `<defs><radialGradient id="glow"><stop offset="0" stop-color="#ffe9a8" stop-opacity=".95"/><stop offset="1" stop-color="#ffe9a8" stop-opacity="0"/></radialGradient></defs>${disc(x + 120, 170, 250, 'url(#glow)')}${shape(`M${x + 90} 180L${x - 90} 700H${x + 420}L${x + 150} 180Z`, '#ffe9a8', 'opacity=".16"')}`
    : '';
  const hatch = fixed
    ? box(x - 12, 560, 24, 60, '#8d9aa5')
    : box(x - 12, 560, 24, 60, '#15191d') + line(`M${x} 590q24 20 10 44q-8 16 14 22`, '#d2562f', 6);
  return (
    street(light, rng) +
    roadway(light) +
    glow +
    box(x - 9, 150, 18, 500, '#20262c') +
    shape(`M${x - 4} 150q10 -34 60 -34h86v26h-80q-36 0 -48 20z`, '#20262c') +
    box(x + 96, 140, 60, 16, fixed ? '#ffefb8' : '#4c5359') +
    hatch
  );
};

const manhole: Painter = (light, fixed, rng) => {
  const x = rng.int(400, 540);
  const cover = fixed
    ? oval(x, 590, 130, 52, '#5d6368') +
      oval(x, 588, 116, 44, '#777e84') +
      repeat(5, (index) => line(`M${x - 80 + index * 40} 560v56`, '#5d6368', 6))
    : oval(x, 590, 130, 52, '#3a2f28') +
      oval(x, 596, 112, 42, '#0c0d0e') +
      oval(x + 130, 640, 120, 40, '#6d747a', 'transform="rotate(-12 600 640)"') +
      line(`M${x - 30} 600L${x - 60} 380`, '#7a5b36', 12) +
      shape(`M${x - 62} 380l46 16l-40 26z`, '#c8442c');
  return street(light, rng) + roadway(light) + cover;
};

const road: Painter = (light, fixed, rng) => {
  const x = rng.int(330, 520);
  const hole = fixed
    ? shape(`M${x - 130} 540h300l40 110h-390z`, '#46494d') + line(`M${x - 130} 540h300l40 110h-390z`, '#3a3d41', 4)
    : shape(`M${x - 120} 590q30 -50 110 -44q90 -12 130 40q40 50 -50 66q-120 26 -180 -10q-30 -26 -10 -52z`, '#3f3a36') +
      shape(`M${x - 80} 596q60 -24 150 -6q40 20 -20 34q-90 12 -130 -28z`, '#6f7f8c') +
      repeat(7, (index) => disc(x - 150 + index * 52, 560 + ((index * 37) % 110), 9 + (index % 3) * 4, '#77706a'));
  const cones = fixed ? '' : shape(`M${x + 190} 620l24 -90l24 90z`, '#e0622c') + box(x + 182, 616, 64, 12, '#c4501f');
  return street(light, rng) + roadway(light) + hole + cones;
};

const bins: Painter = (light, fixed, rng) => {
  const colours = ['#2f6f52', '#2f5f8f', '#7a7f85', '#8a3b34'];
  const bin = (index: number) => {
    const x = 210 + index * 140;
    const heap = fixed
      ? box(x - 8, 372, 116, 22, at(colours, index % 4), 'rx="8"')
      : disc(x + 30, 366, 34, '#f0ede6') +
        disc(x + 70, 360, 38, '#33373b') +
        disc(x + 50, 338, 30, '#cfd8dc') +
        shape(`M${x - 16} 384l60 -40l70 36z`, at(colours, index % 4), 'transform="rotate(-14 260 380)" opacity=".8"');
    return (
      heap +
      shape(`M${x} 390h100l-10 180h-80z`, at(colours, index % 4)) +
      box(x + 36, 440, 28, 34, '#ffffff', 'opacity=".55" rx="4"')
    );
  };
  const litter = fixed
    ? ''
    : repeat(12, (index) =>
        disc(
          150 + index * 58,
          600 + ((index * 53) % 90),
          16 + (index % 4) * 7,
          ['#e9e4da', '#2f3337', '#c8d2d8', '#d9b26a'][index % 4] ?? '#eee',
        ),
      );
  return street(light, rng) + box(0, 540, 960, 180, light.road) + repeat(4, bin) + litter;
};

const rubble: Painter = (light, fixed, rng) => {
  const x = rng.int(250, 380);
  const heap = fixed
    ? line(`M${x} 610h360`, light.ground, 60, 'opacity=".8"') +
      box(x + 380, 420, 10, 170, '#6b7278') +
      box(x + 310, 400, 150, 90, '#2f6f52', 'rx="6"') +
      words(x + 385, 456, 34, '#fff', '禁止倾倒')
    : shape(`M${x} 640q40 -120 130 -150q60 -60 140 -10q110 20 150 160z`, '#8b7f73') +
      repeat(16, (index) =>
        shape(
          `M${x + 30 + ((index * 71) % 340)} ${520 + ((index * 43) % 110)}l${28 + (index % 4) * 10} -14l14 26l-40 12z`,
          ['#b3543a', '#cfc6b8', '#76706b', '#e3ddd2'][index % 4] ?? '#999',
        ),
      ) +
      disc(x + 60, 620, 34, '#f2efe8') +
      disc(x + 330, 626, 38, '#35393d');
  return street(light, rng) + heap;
};

const car = (x: number, y: number, colour: string) =>
  shape(`M${x} ${y}q4 -50 60 -54l40 -44h130l56 46q52 4 54 52z`, colour) +
  shape(`M${x + 108} ${y - 56}l28 -34h48v34zM${x + 194} ${y - 56}v-34h34l34 34z`, '#c9dbe6') +
  disc(x + 80, y, 30, '#1f2327') +
  disc(x + 80, y, 13, '#9aa2a8') +
  disc(x + 262, y, 30, '#1f2327') +
  disc(x + 262, y, 13, '#9aa2a8');

const parking: Painter = (light, fixed, rng) => {
  const first = rng.int(0, 3);
  const colours = ['#b8c2ca', '#3d4d63', '#a33b32', '#e6e2d8'];
  const marks = repeat(5, (index) => line(`M${70 + index * 190} 560l-40 140`, '#f4f1e6', 8));
  const cars = fixed
    ? car(610, 560, at(colours, first))
    : repeat(3, (index) => car(20 + index * 300, 620 + (index % 2) * 26, at(colours, (index + first) % 4)));
  const kerb = box(0, 500, 960, 24, '#d8d3c6') + box(0, 524, 960, 196, light.road);
  return street(light, rng) + kerb + marks + cars;
};

const stall: Painter = (light, fixed, rng) => {
  const tent = (x: number, colour: string) =>
    shape(`M${x} 380l150 -70l150 70z`, colour) +
    box(x + 12, 380, 8, 190, '#6b7278') +
    box(x + 280, 380, 8, 190, '#6b7278') +
    box(x + 10, 480, 280, 90, '#a57c4e') +
    repeat(12, (index) =>
      disc(
        x + 34 + (index % 6) * 46,
        468 - Math.floor(index / 6) * 26,
        18,
        ['#d9482f', '#e8a33a', '#7aa843'][index % 3] ?? '#d33',
      ),
    );
  const stalls = fixed
    ? ''
    : tent(60, '#c8442c') + tent(400, '#2f6bb0') + disc(760, 560, 30, '#1f2327') + box(720, 480, 160, 60, '#7d8b58');
  const path = fixed ? repeat(9, (index) => box(index * 112, 560, 100, 26, '#d9b65a', 'opacity=".75"')) : '';
  return street(light, rng) + box(0, 520, 960, 200, light.road) + path + stalls;
};

const water: Painter = (light, fixed, rng) => {
  const pool = fixed
    ? box(430, 590, 130, 26, '#3c4248') + repeat(6, (index) => line(`M${442 + index * 20} 594v18`, '#8f979d', 5))
    : oval(480, 620, 400, 84, '#5b7486', 'opacity=".92"') +
      oval(430, 606, 220, 34, '#7f99aa', 'opacity=".8"') +
      oval(600, 640, 120, 20, '#7f99aa', 'opacity=".8"') +
      disc(330, 630, 14, '#e9e4da') +
      disc(690, 606, 10, '#c8a15a') +
      line('M520 560q20 -60 60 -20', '#9fb6c4', 10);
  return street(light, rng) + roadway(light) + pool;
};

const trees: Painter = (light, fixed, rng) => {
  const fallen = fixed
    ? tree(300, 560, 320, light) + disc(300, 566, 26, '#8a6a48')
    : box(210, 560, 560, 44, '#6d543d', 'transform="rotate(-9 480 580)"') +
      disc(760, 520, 110, '#5f8f62') +
      disc(690, 570, 84, '#547f58') +
      disc(820, 590, 80, '#6a9a6b') +
      line('M300 560l-50 -90M420 548l30 -80', '#6d543d', 18);
  return street(light, rng) + roadway(light) + fallen;
};

const lane: Painter = (light, fixed, rng) => {
  const walls =
    shape('M0 120L330 300V560L0 720Z', light.wall) +
    shape('M960 120L640 300V560L960 720Z', light.wall) +
    shape('M330 560H640L800 720H150Z', light.road);
  const marking = line('M400 600h170M360 650h250', '#e2b23a', 10) + words(485, 632, 30, '#e2b23a', '消防通道');
  const block = fixed
    ? ''
    : car(330, 640, '#8792a0') + box(250, 560, 90, 90, '#a57c4e') + box(270, 500, 70, 70, '#b98f5e');
  return street(light, rng) + walls + marking + block;
};

const river: Painter = (light, fixed, rng) => {
  const tone = fixed ? '#7fb0bf' : '#5b5f48';
  const dirt = fixed
    ? repeat(4, (index) => line(`M${160 + index * 180} ${540 + (index % 2) * 50}q40 -14 80 0`, '#d5ebf0', 6))
    : oval(420, 560, 190, 30, '#7d6a8a', 'opacity=".5"') +
      oval(640, 620, 150, 24, '#a8894f', 'opacity=".6"') +
      repeat(10, (index) =>
        disc(
          140 + index * 78,
          540 + ((index * 61) % 130),
          12 + (index % 3) * 5,
          ['#e9e4da', '#5c8a4f', '#c4d2d8'][index % 3] ?? '#eee',
        ),
      );
  return (
    street(light, rng) +
    shape('M0 520Q240 480 480 510T960 500V720H0Z', tone) +
    dirt +
    line('M0 520Q240 480 480 510T960 500', '#8d8672', 14)
  );
};

export const outdoors = { lamp, manhole, road, bins, rubble, parking, stall, water, tree: trees, lane, river };
