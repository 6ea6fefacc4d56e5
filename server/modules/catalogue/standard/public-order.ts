import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const publicOrder: StandardMajor = {
  code: '03',
  name: '治安维稳',
  nameEn: 'Public order',
  description: '盗窃、斗殴、赌博、诈骗、可疑情况、出租房管理等',
  minors: [
    {
      code: '03001',
      name: '盗窃',
      nameEn: 'Theft',
      description: '入室盗窃、偷车偷电瓶、扒窃等线索',
      keywords: '偷 小偷 被盗 盗窃 撬锁 电瓶被偷 失窃 丢了 入室 撬门 扒手 被偷',
      examples: `
        昨晚车棚里的电瓶被偷了；家里门锁被撬，丢了首饰；快递放门口被人偷走
        菜市场有小偷摸老人口袋；车窗被砸，包不见了；村里连续几户丢鸡，怀疑有人偷
        工地上的电缆被人夜里偷走了`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '公安分局',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '03002',
      name: '打架斗殴与寻衅滋事',
      nameEn: 'Fighting and harassment',
      description: '打架斗殴、醉酒闹事、恐吓威胁、强行滋扰',
      keywords: '打架 斗殴 闹事 醉酒 动手 砸店 威胁 持刀 打人 滋事 酒疯 围殴 恐吓',
      examples: `
        烧烤摊有人喝多了打架；一群年轻人在广场围殴一个人；有人拿着刀在小区门口闹事
        醉汉砸店里的东西；讨债的人天天上门威胁；两拨人在球场动起手来了
        有人在公交站对女孩动手动脚`,
      limitAmount: 2,
      limitUnit: 'urgentHour',
      department: '公安分局',
      risk: 'high',
      level: 2,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '03003',
      name: '赌博与涉黄涉毒',
      nameEn: 'Gambling, vice and drugs',
      description: '聚众赌博、赌博机、卖淫嫖娼、吸毒贩毒等线索',
      keywords: '赌博 麻将 聚赌 赌钱 老虎机 吸毒 毒品 卖淫 打牌 赌场 按摩店 贩毒 游戏机',
      examples: `
        棋牌室半夜聚众赌博，输赢很大；小卖部后面放着老虎机；有人在出租屋里吸毒，气味怪
        村里有人开设赌场放高利贷；按摩店夜里有不正当服务；楼上天天打麻将赌钱到凌晨
        公园角落有人推牌九赌钱`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '公安分局',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '03004',
      name: '电信网络诈骗',
      nameEn: 'Telecom and online fraud',
      description: '电话、短信、刷单、冒充客服公检法等诈骗线索和求助',
      keywords: '诈骗 骗子 刷单 转账 冒充 客服 验证码 被骗 陌生电话 公检法 投资理财 汇款 短信链接',
      examples: `
        老人接到冒充公安局的电话要转账；刷单被骗了两万块；有人加微信让我买虚拟币投资，取不出钱
        收到短信说社保卡停用，点链接就扣钱；楼上阿姨被骗子忽悠要去银行汇款；有人上门扫码送鸡蛋套取验证码
        冒充孙子打电话骗老人钱`,
      limitAmount: 4,
      limitUnit: 'urgentHour',
      department: '公安分局',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '03005',
      name: '可疑人员与异常情况',
      nameEn: 'Suspicious person or activity',
      description: '陌生可疑人员、传销窝点、非法集资、非法宣传等线索',
      keywords: '可疑 陌生人 鬼鬼祟祟 传销 非法集资 敲门 踩点 窝点 上课 邪教 宣传单 跟踪 推销',
      examples: `
        有陌生人在楼里挨家敲门，像踩点；出租屋里住了二十多个人天天上课，像传销；有公司拉老人投钱，说利息很高，像非法集资
        两个人鬼鬼祟祟在车库转悠；有人散发邪教宣传册；半夜有面包车停在仓库门口搬东西，很可疑
        有男的连续几天尾随下班女孩`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '公安分局',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '03006',
      name: '出租房与群租管理',
      nameEn: 'Rental and overcrowded housing',
      description: '群租、打隔断、流动人口未登记、日租房管理问题',
      keywords: '群租 隔断 出租屋 流动人口 登记 租户 日租房 民宿 上下铺 人员复杂 外来 暂住 超员',
      examples: `
        一套房子隔成八间出租，住了十几个人；楼上是群租房，摆满上下铺；新来的租户没有登记
        日租房人员进出很杂，没人查身份证；房东把车库改成宿舍租出去；出租屋换人很快，流动人口没有采集
        民宿半夜带人进出，没有登记`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '公安分局',
      risk: 'medium',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
  ],
};
