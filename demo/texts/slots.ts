// Words that fill the slots of the templates, for a city and for villages.

const list = (text: string): string[] => text.split(/\s+/).filter(Boolean);

export const spots = {
  city: {
    in: list(
      '1单元楼道 2单元楼道 3单元楼道 4单元楼道 1单元3楼平台 2单元5楼平台 3单元门厅 2单元楼梯间 1单元地下室走廊 2单元4楼过道 顶楼平台 3单元电梯厅',
    ),
    out: list(
      '南门口 北门口 东门外 西围墙边 北围墙外 中心花园 小广场 车棚旁 地下车库入口 2单元门口 3单元门口 楼后绿化带 楼前花坛 健身器材旁 凉亭旁 快递柜旁 垃圾亭边',
    ),
    road: list(
      '路口 公交站旁 人行道 小学门口 菜市场门口 地铁口 医院门口 幼儿园门口 巷子口 天桥下 下穿通道口 小游园外 超市门口 加油站旁 非机动车道 十字路口东北角',
    ),
  },
  village: {
    in: list('老宅堂屋 出租屋二楼 三层楼道 厢房过道 村民楼二单元 宿舍楼走廊 老屋楼梯间'),
    out: list(
      '村口 晒场边 文化礼堂门口 祠堂旁 篮球场旁 老樟树下 村委会后面 停车场边 溪边步道 公厕旁 卫生室门口 竹园边',
    ),
    road: list(
      '村道转弯处 桥头 三岔路口 国道边 机耕路口 公交站旁 小学门口 农贸市场门口 水库路口 杨梅基地路口 厂区门口',
    ),
  },
} as const;

export const durations = list(
  '三天了 好几天了 一个星期了 半个月了 快一个月了 两个多月了 昨天开始的 前天开始的 已经五天 十来天了 从上周到现在 断断续续一个月',
);
export const bareDurations = list('三天 五天 一周 十天 半个月 一个月 两个月 小半年');
export const ordinals = list('二 三 四 五 六');
export const numbers = list('两 三 四 五 六 十来');
export const times = list('早上六点多 早上七点多 上午 中午 下午三点左右 傍晚 晚上 放学时 周末');
export const nightTimes = list('晚上 晚上九点以后 夜里十一点 后半夜 凌晨 天黑以后');
/** Words in a template that make it a story of the night. */
export const ofTheNight = /睡|黑|夜|路灯|看不清|看不见|焦味|通宵|凌晨|低音|偷/;
export const sufferers = list(
  '老人和孩子 上下学的孩子 住一楼的老人 推婴儿车的 坐轮椅的邻居 晚归的人 附近住户 上夜班的人',
);

/** Majors that are about a thing at a place; the others are about people, questions and wishes. */
export const aboutThings = /^(02|04|05|06|10)/;

/** What people say before they come to the point, by who speaks; empty ones are frequent on purpose. */
export const openers = {
  resident: ['', '', '', '', '您好，', '你好，', '网格员你好，', '麻烦反映一下：', '替邻居反映一下，', '我是租户，'],
  elder: [
    '我今年七十多了，不太会打字，孙子帮我写的。',
    '同志你好，我是院里的老住户。',
    '我是退休职工，爱管点闲事。',
    '我们几个老姐妹商量了一下，',
  ],
  worker: ['入户走访了解到，', '楼院发声员反映，', '居民在微网格群里反映，', '走访时居民反映，', ''],
  operator: ['来电反映：', '群众来访反映：', '电话记录：', '居民到社区反映，'],
  hotline: ['【热线转办】市民来电：', '【热线转办】', '【热线转办】来电人反映，'],
  platform: ['【随手拍平台转办】', '【市平台转】群众上报：'],
} as const;

/** More openers for what can be seen on the way. */
export const seenOpeners = {
  resident: ['早上出门看到，', '下班路过，', '请问这个归谁管？', '不知道发这里对不对，'],
  elder: ['我腿脚不好，出门看到，'],
  worker: ['巡查发现：', '日常巡查时发现，', '早巡查至此，', '协同巡查发现，'],
  operator: [],
  hotline: [],
  platform: [],
} as const;

export const wishes = {
  resident: ['', '', '', '谢谢！', '辛苦了。', '盼回复。', '麻烦给个答复。', '可以随时打电话给我。'],
  staff: ['', '', '', '请核实处理并反馈。', '请于时限内办理。'],
} as const;

/** More wishes for what can be repaired. */
export const repairWishes = {
  resident: [
    '希望尽快处理。',
    '麻烦安排人来看看。',
    '请有关部门管一管。',
    '能不能给个准话？',
    '希望不要只拍个照就走。',
    '什么时候能弄好？',
    '照片附上。',
  ],
  staff: ['请派单处理。', '建议责任部门到场处置。', '已拍照，先行劝导。', '已设临时警示。'],
} as const;
