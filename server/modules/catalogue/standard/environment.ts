import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const environment: StandardMajor = {
  code: '06',
  name: '生态环境',
  nameEn: 'Environment',
  description: '噪声、油烟、扬尘、水体、废气、焚烧、养殖等污染',
  minors: [
    {
      code: '06001',
      name: '施工噪声',
      nameEn: 'Construction noise',
      description: '工地、装修夜间或午间施工噪声扰民',
      keywords: '施工 噪音 夜间施工 装修 电钻 打桩 挖机 半夜 工地 吵 切割 午休 混凝土泵',
      examples: `
        工地半夜还在打桩，吵得睡不着；楼上周末装修电钻响一天；挖机凌晨五点就开工
        隔壁装修午休时间切割瓷砖；夜间浇筑混凝土，声音特别大；修路的破碎机晚上十一点还在响
        高考期间工地还在施工`,
      limitAmount: 4,
      limitUnit: 'workHour',
      department: '综合执法队',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0301',
    },
    {
      code: '06002',
      name: '社会生活噪声',
      nameEn: 'Social noise',
      description: '广场舞、商铺喇叭、KTV、音响、设备低频噪声扰民',
      keywords: '广场舞 音响 喇叭 KTV 噪声 扰民 低频 唱歌 酒吧 鞭炮 吵 狗叫 音乐 水泵嗡嗡',
      examples: `
        广场舞音响开得太大；楼下店铺喇叭从早喊到晚；KTV凌晨两点还在唱
        地下室水泵嗡嗡响，整夜睡不好；酒吧音乐震得窗户抖；公园里有人拿话筒唱歌
        半夜有人放鞭炮；楼顶风机噪声太大`,
      limitAmount: 4,
      limitUnit: 'workHour',
      department: '公安分局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0508',
    },
    {
      code: '06003',
      name: '餐饮油烟',
      nameEn: 'Cooking fumes',
      description: '饭店、烧烤油烟直排，露天烧烤',
      keywords: '油烟 饭店 烧烤 排烟 烟道 呛人 厨房 餐馆 直排 露天烧烤 味道大 净化器',
      examples: `
        楼下饭店油烟直接排到我家窗户；烧烤店的烟把整条街熏得呛人；餐馆烟道没有装净化器
        早餐店炸油条的油烟往楼道里灌；露天烧烤烟雾弥漫；家里厨房倒灌别家的油烟味
        火锅店排烟口正对着幼儿园`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '综合执法队',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0116',
    },
    {
      code: '06004',
      name: '露天焚烧',
      nameEn: 'Open burning',
      description: '焚烧垃圾、树叶、秸秆、祭品',
      keywords: '焚烧 烧垃圾 秸秆 烧纸 浓烟 烧树叶 冒烟 点火 烧荒 田里烧 祭祀 烧电线',
      examples: `
        有人在田里烧秸秆，浓烟滚滚；空地上烧垃圾，烟味呛人；环卫工人把树叶堆起来烧
        路口有人烧纸祭祀，火星乱飞；废品站烧电线取铜；菜地里烧荒，烟飘到小区
        院子里烧塑料，黑烟很大`,
      limitAmount: 2,
      limitUnit: 'urgentHour',
      department: '综合执法队',
      risk: 'medium',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0115',
    },
    {
      code: '06005',
      name: '扬尘污染',
      nameEn: 'Dust',
      description: '工地、渣土、裸土、堆场扬尘',
      keywords: '扬尘 灰尘 裸土 没盖网 渣土车 工地 沙堆 洒水 尘土 灰大 防尘网 雾炮 搅拌站',
      examples: `
        工地没有洒水，灰尘满天飞；裸露的土没有盖防尘网；渣土车开过去尘土飞扬
        拆迁工地不开雾炮，家里全是灰；沙石堆场刮风就扬沙；搅拌站灰太大，衣服不敢晒
        门口修路灰尘呛得不敢开窗`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '住建局',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0302',
    },
    {
      code: '06006',
      name: '水体污染',
      nameEn: 'Water pollution',
      description: '河道黑臭、排污口、漂浮物、死鱼',
      keywords: '河道 河水 黑臭 排污 污水直排 漂浮物 死鱼 河里 垃圾漂 水葫芦 油花 排污口 水沟',
      examples: `
        河水发黑发臭；有个管子往河里直排污水；河面上漂着好多垃圾和水葫芦
        河里死了很多鱼；工厂夜里偷偷往水沟排废水；池塘水面一层油花
        洗砂场把泥浆排到溪里，水都浑了`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '生态环境局',
      risk: 'medium',
      level: 3,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0105',
    },
    {
      code: '06007',
      name: '工业废气异味与固废',
      nameEn: 'Industrial fumes and waste',
      description: '企业废气、化工异味、危险废物、非法倾倒工业固废',
      keywords: '废气 异味 刺鼻 化工味 烟囱 喷漆味 工厂 排放 危废 臭味 橡胶味 废油桶 黑烟 倾倒',
      examples: `
        工厂晚上排废气，刺鼻得很；喷漆作坊的油漆味飘到居民楼；空气里一股塑料烧焦味，不知哪个厂的
        烟囱冒黑烟；有人在林子里倾倒废油桶；化工厂方向传来臭鸡蛋味
        印刷厂异味大，孩子头疼`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '生态环境局',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '06008',
      name: '养殖与动物尸体',
      nameEn: 'Livestock and carcasses',
      description: '违规饲养家禽家畜、养殖粪污、动物尸体、病媒生物',
      keywords: '养鸡 养猪 养殖 家禽 粪便 鸡叫 死猫 死狗 动物尸体 老鼠 蟑螂 蚊子 猪场 猪粪',
      examples: `
        邻居在小区里养鸡，天天打鸣；养猪场粪水流到路上；路边有一只死狗没人处理
        绿化带里老鼠很多；楼道蟑螂成灾，希望统一消杀；有人在楼顶养鸽子，粪便到处都是
        河边扔了几头死猪`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '农业农村局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0118',
    },
  ],
};
