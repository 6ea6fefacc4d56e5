import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const emergencies: StandardMajor = {
  code: '10',
  name: '应急事件',
  nameEn: 'Emergencies',
  description: '火灾、泄漏、内涝、塌陷、走失、事故等需要立即处置的突发事件',
  minors: [
    {
      code: '10001',
      name: '火灾火情',
      nameEn: 'Fire',
      description: '建筑、车辆、山林、垃圾等起火冒烟',
      keywords: '着火 火灾 起火 冒烟 火情 燃烧 救火 消防车 烧起来 浓烟 山火 火光',
      examples: `
        五楼着火了，快派消防车；电瓶车在车棚里烧起来了；山上起火了，火势很大
        楼里冒浓烟，有人被困；垃圾堆着火，快烧到车了；饭店厨房起火
        仓库那边有火光和爆炸声`,
      limitAmount: 1,
      limitUnit: 'urgentHour',
      department: '消防救援大队',
      risk: 'high',
      level: 1,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '10002',
      name: '燃气泄漏',
      nameEn: 'Gas leak',
      description: '燃气管道破裂、燃气泄漏、闻到煤气味',
      keywords: '燃气泄漏 煤气味 漏气 泄漏 燃气味 管道破裂 嘶嘶 臭味 挖断燃气管 报警器响 天然气泄漏',
      examples: `
        楼道里有很重的煤气味；施工挖断了燃气管，在漏气；家里燃气报警器一直响
        路边闻到天然气味，像是泄漏；燃气管道嘶嘶响往外喷气；煤气罐漏气关不住
        一进门就闻到燃气味，不敢开灯`,
      limitAmount: 1,
      limitUnit: 'urgentHour',
      department: '燃气公司',
      risk: 'high',
      level: 1,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0403',
    },
    {
      code: '10003',
      name: '道路积水内涝',
      nameEn: 'Flooding',
      description: '暴雨内涝、道路和地下空间积水、河水倒灌',
      keywords: '积水 内涝 暴雨 淹了 倒灌 涵洞 地下车库进水 水深 洪水 河水上涨 排涝 水漫',
      examples: `
        暴雨过后路上积水到膝盖；地下车库进水了，车要被淹；涵洞积水很深，车熄火了
        河水漫上来要进屋了；低洼处的房子被淹，老人还在里面；下雨小区内涝，出不了门
        街面水太深看不清路`,
      limitAmount: 3,
      limitUnit: 'urgentHour',
      department: '应急管理局',
      risk: 'high',
      level: 2,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0406',
    },
    {
      code: '10004',
      name: '路面塌陷与地质灾害',
      nameEn: 'Subsidence and landslide',
      description: '路面塌陷、山体滑坡、泥石流、落石、房屋倒塌',
      keywords: '塌陷 塌了 大坑 滑坡 泥石流 落石 山体 下沉 房子倒塌 地面沉降 坍塌 埋了',
      examples: `
        马路突然塌了一个大洞；山体滑坡把路堵了；山上滚下来好多石头
        围墙倒塌压到人了；地面下沉，旁边房子裂开了；后山泥石流冲下来了
        桥墩下面被冲空，桥面塌陷`,
      limitAmount: 2,
      limitUnit: 'urgentHour',
      department: '应急管理局',
      risk: 'high',
      level: 1,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0401',
    },
    {
      code: '10005',
      name: '大风与恶劣天气险情',
      nameEn: 'Severe weather',
      description: '台风大风刮倒树木设施、冰雹、雷击险情',
      keywords: '台风 大风 刮倒 树倒 吹落 冰雹 雷击 广告牌倒 暴雪 铁皮 吹翻 压到车',
      examples: `
        大风把树刮倒，压住了车；台风把广告牌吹到马路上；冰雹砸坏了大棚
        树倒了把路全堵了；大风吹落铁皮屋顶，挂在电线上；工地围挡被风吹翻
        雷击后电线杆断了`,
      limitAmount: 3,
      limitUnit: 'urgentHour',
      department: '应急管理局',
      risk: 'high',
      level: 2,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '10006',
      name: '道路积雪结冰',
      nameEn: 'Snow and ice on road',
      description: '道路、桥面、楼道口积雪结冰影响通行',
      keywords: '结冰 积雪 下雪 路滑 除雪 扫雪 融雪剂 冰面 冻雨 滑倒 暗冰',
      examples: `
        桥面结冰，好几辆车打滑；小区坡道积雪没人扫；水管漏水路上结了冰，老人滑倒
        下雪后人行道太滑；高架匝道有暗冰，希望撒融雪剂；学校门口雪没有铲，孩子摔跤
        村道冻住了，车上不去`,
      limitAmount: 4,
      limitUnit: 'urgentHour',
      department: '城管局',
      risk: 'medium',
      level: 3,
      selfHandle: true,
      standardRef: 'GB/T 30428.2-2013 event 0407',
    },
    {
      code: '10007',
      name: '人员走失与遇险',
      nameEn: 'Missing or endangered person',
      description: '老人儿童走失、落水、轻生、被困、突发疾病',
      keywords: '走失 失踪 落水 轻生 跳楼 被困 晕倒 找不到 救人 溺水 昏迷 迷路 救护车',
      examples: `
        老父亲有老年痴呆，早上走失了；有人掉河里了，快来救人；有个女孩坐在楼顶边上想不开
        孩子放学没回家，找不到了；老人晕倒在路边没有反应；小孩被锁在车里
        有人爬山迷路下不来`,
      limitAmount: 1,
      limitUnit: 'urgentHour',
      department: '公安分局',
      risk: 'high',
      level: 1,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '10008',
      name: '公共卫生事件',
      nameEn: 'Public health incident',
      description: '食物中毒、传染病聚集、疫情相关',
      keywords: '食物中毒 集体呕吐 传染病 发烧 疫情 聚集性 手足口 流感 隔离 诺如 多人腹泻 登革热',
      examples: `
        学校好几十个孩子同时呕吐腹泻；酒席上多人食物中毒；幼儿园有好几例手足口病
        工地宿舍十几个人一起发烧；养老院多人出现流感症状；附近有登革热病例，怎么防
        吃完集体餐大家都上吐下泻`,
      limitAmount: 2,
      limitUnit: 'urgentHour',
      department: '卫健委',
      risk: 'high',
      level: 1,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '10009',
      name: '交通与生产安全事故',
      nameEn: 'Traffic or work accident',
      description: '车祸、工伤亡、爆炸、危化品泄漏、群体性突发情况',
      keywords: '车祸 撞了 事故 爆炸 受伤 追尾 危化品泄漏 槽车 塌吊 聚集 堵路 群体 翻车 坠落',
      examples: `
        路口两车相撞，有人受伤；大货车侧翻，东西撒一地；化工厂爆炸了
        工人从脚手架上摔下来了；槽罐车泄漏，味道刺鼻；一百多人聚集在镇政府门口堵路
        电动车被撞，人躺在地上`,
      limitAmount: 1,
      limitUnit: 'urgentHour',
      department: '应急管理局',
      risk: 'high',
      level: 1,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0409',
    },
  ],
};
