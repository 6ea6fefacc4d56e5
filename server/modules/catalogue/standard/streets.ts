import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const streets: StandardMajor = {
  code: '04',
  name: '市容环境',
  nameEn: 'Street appearance',
  description: '垃圾、乱堆、乱停、占道、广告、违建、绿地等市容秩序',
  minors: [
    {
      code: '04001',
      name: '暴露垃圾',
      nameEn: 'Exposed rubbish',
      description: '路面、空地、绿地、水边无容器的散落或成堆生活垃圾',
      keywords: '垃圾 一堆 没人清理 暴露 空地 垃圾堆 生活垃圾 苍蝇 恶臭 扔垃圾 路边垃圾 塑料袋 清运',
      examples: `
        路边一堆生活垃圾没人清理；围墙外面空地成了垃圾堆，苍蝇乱飞；巷子口有人乱扔垃圾袋，臭得很
        公交站后面丢了好多饭盒和塑料袋；学校门口散落一地垃圾；河堤下面倒了一大片生活垃圾
        绿化带里都是纸巾和瓶子，没人捡`,
      limitAmount: 4,
      limitUnit: 'workHour',
      department: '城管局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0102',
    },
    {
      code: '04002',
      name: '垃圾桶满溢与分类',
      nameEn: 'Overflowing bins and sorting',
      description: '垃圾桶、垃圾站满溢未清运，投放点脏乱，分类不规范',
      keywords: '垃圾桶 满了 满溢 垃圾站 分类 清运不及时 投放点 溢出来 误时投放 厨余 桶 垃圾房',
      examples: `
        垃圾桶满了两天没人收；垃圾投放点溢出来，污水流一地；厨余垃圾和其他垃圾混着装车
        小区垃圾房关得太早，大家只能放外面；垃圾站夏天臭得没法开窗；分类亭没人值守，桶都装不下了
        撤桶以后没有误时投放的地方`,
      limitAmount: 4,
      limitUnit: 'workHour',
      department: '城管局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 47678.5-2026 event 06042',
    },
    {
      code: '04003',
      name: '积存建筑垃圾渣土',
      nameEn: 'Construction waste piled up',
      description: '装修垃圾、建筑渣土、大件垃圾长期堆积或偷倒',
      keywords: '建筑垃圾 装修垃圾 渣土 砖头 水泥块 偷倒 大件垃圾 沙发 床垫 废料 堆了 碎砖 清走',
      examples: `
        装修垃圾堆在楼下一个月了；有人半夜往空地偷倒渣土；拆下来的砖头水泥块堆在路边
        旧沙发床垫扔在小区门口没人拉；工程完工后废料没有清走；农田边倒了几车建筑垃圾
        楼下花坛旁堆着装修剩的石膏板和碎砖`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '城管局',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0103',
    },
    {
      code: '04004',
      name: '道路不洁与遗撒',
      nameEn: 'Dirty road or spillage',
      description: '路面泥污、油污、落叶未扫、车辆抛洒滴漏',
      keywords: '路面脏 没人扫 泥土 遗撒 撒了 油污 落叶 石子 水泥车 抛洒 清扫 泥浆 保洁 污渍',
      examples: `
        渣土车把泥巴撒了一路；马路上全是落叶没人扫；拉水泥的车漏了一地混凝土
        路口地上一摊油，摩托车打滑；工地出来的车轮带泥，路面脏得很；人行道好几天没有人清扫
        夜市收摊后地上油腻腻的`,
      limitAmount: 2,
      limitUnit: 'workHour',
      department: '城管局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0104',
    },
    {
      code: '04005',
      name: '乱堆杂物',
      nameEn: 'Goods and junk in public space',
      description: '公共区域、人行道、房前屋后乱堆物品、柴草、废品',
      keywords: '乱堆 杂物 堆放 废品 柴火 房前屋后 木板 占地 旧物 纸板 人行道堆 收废品 破烂',
      examples: `
        有人在人行道堆了一大堆废品；房前屋后乱堆柴火和杂物；收废品的把纸板堆在绿化带边
        公共草坪上放着旧木板和破盆；路边堆着一堆旧轮胎；村口空地堆了乱七八糟的旧物
        店老板把货箱堆到盲道上；小区空地成了某户人家的仓库，破烂到处是`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '综合执法队',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0507',
    },
    {
      code: '04006',
      name: '私搭乱建',
      nameEn: 'Illegal building',
      description: '违章搭建、加层、占用公共空间封闭、违规开门',
      keywords: '违建 违章 搭建 私搭 加盖 顶楼 阳光房 彩钢棚 占用公共 围起来 开门 扩建 露台 搭棚',
      examples: `
        顶楼住户在楼顶搭阳光房；一楼业主把公共绿地围起来建院子；有人用彩钢板搭了个棚子
        邻居私自加盖一层；沿街店铺往外扩建了两米；露台上正在砌墙违章搭建
        地下车位被人砌墙改成仓库`,
      limitAmount: 15,
      limitUnit: 'workDay',
      department: '综合执法队',
      risk: 'medium',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0101',
    },
    {
      code: '04007',
      name: '占道经营',
      nameEn: 'Street vending',
      description: '流动摊贩占用道路、人行道经营',
      keywords: '占道 摆摊 流动摊贩 小贩 地摊 三轮车卖 卖水果 卖菜 早餐车 摊位 夜市 堵路 叫卖',
      examples: `
        路口有人摆摊卖水果，把路都堵了；学校门口一排流动小吃摊；早上菜贩子占着马路卖菜，车过不去
        三轮车停在非机动车道卖西瓜；天桥上摆满地摊；地铁口小贩太多，人挤人
        晚上烧烤摊摆到马路中间`,
      limitAmount: 4,
      limitUnit: 'workHour',
      department: '综合执法队',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0501',
    },
    {
      code: '04008',
      name: '店外经营',
      nameEn: 'Shop goods outside premises',
      description: '固定店铺超出门窗、墙体摆放商品或桌椅',
      keywords: '店外 出店 门口摆 桌椅 店铺 商品摆出 门店 占人行道 洗车店 水果店 饭店 货架 越门',
      examples: `
        水果店把货架摆到人行道上；饭店把桌椅摆到门外；五金店门口堆满商品，行人只能走马路
        汽修店在店外修车占路；服装店衣架推到路边卖；洗车店把车停在人行道上洗
        超市门前搭台子促销占了通道`,
      limitAmount: 4,
      limitUnit: 'workHour',
      department: '综合执法队',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0504',
    },
    {
      code: '04009',
      name: '机动车乱停放',
      nameEn: 'Illegal car parking',
      description: '机动车违停、占用人行道和绿地停车、僵尸车、私设地锁',
      keywords: '乱停 停车 汽车 违停 停在人行道 挡路 堵门 僵尸车 地锁 货车 挪车 车位 小车 占车位',
      examples: `
        小汽车停在人行道上，行人没法走；有辆车堵在小区门口没人挪车；大货车每晚停在路边占一条道
        有辆破车停了两年，都长草了；有人私装地锁霸占公共车位；绿化带上停满了轿车
        双黄线上违停，公交车都过不去`,
      limitAmount: 4,
      limitUnit: 'workHour',
      department: '公安分局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0505',
    },
    {
      code: '04010',
      name: '非机动车乱停放',
      nameEn: 'Bikes parked badly',
      description: '共享单车、电动自行车、自行车乱停乱放',
      keywords: '共享单车 单车 自行车 乱放 非机动车 堆积 倒了一地 电单车 停满 盲道 挤占 摆放',
      examples: `
        共享单车堆在地铁口，人都走不过去；自行车倒了一地没人扶；盲道上停满了共享电单车
        小区门口非机动车乱停乱放；店门口停满外卖骑手的车；人行道被一长排单车占满
        公交站台被共享单车围住了`,
      limitAmount: 4,
      limitUnit: 'workHour',
      department: '城管局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0506',
    },
    {
      code: '04011',
      name: '非法小广告',
      nameEn: 'Illegal stickers and flyers',
      description: '乱贴乱涂乱发小广告',
      keywords: '小广告 乱贴 牛皮癣 涂鸦 开锁广告 喷漆 传单 发卡片 电线杆上 墙上贴 名片 清除',
      examples: `
        楼道墙上贴满开锁小广告；电线杆上都是牛皮癣；有人在单元门上喷漆写电话
        路口有人发传单扔得到处都是；公交站牌被贴了贷款广告；车窗上天天被塞小卡片
        小区外墙被人涂鸦喷字`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '城管局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0201',
    },
    {
      code: '04012',
      name: '户外广告与招牌',
      nameEn: 'Signs and billboards',
      description: '违规设置或破损的广告牌、店招、横幅、灯箱',
      keywords: '广告牌 招牌 灯箱 横幅 店招 条幅 破损 歪了 违规设置 褪色 字掉了 霓虹灯 宣传栏',
      examples: `
        店铺招牌歪了要掉；路边灯箱破了一个大洞；横幅挂了半年都破烂了
        广告牌太亮，晚上照得睡不着；店招缺字少画，很难看；人行道上立了个广告牌挡路
        宣传栏玻璃碎了，内容也过时了`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '城管局',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0205',
    },
    {
      code: '04013',
      name: '毁绿占绿',
      nameEn: 'Damaged green space',
      description: '毁坏绿化、绿地种菜、踩踏圈占绿地',
      keywords: '绿地 毁绿 种菜 绿化带 砍树 踩踏 草坪 圈地 占绿 花坛 硬化 铲掉 挖掉',
      examples: `
        有人把绿化带铲了种菜；业主私自砍了小区的大树；花坛被人圈起来种葱
        草坪被车压得光秃秃；物业把绿地改成停车位；有人挖走了路边的花
        公共绿地里养花种豆，搭起了架子`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '园林绿化中心',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 06045',
    },
  ],
};
