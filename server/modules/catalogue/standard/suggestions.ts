import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const suggestions: StandardMajor = {
  code: '09',
  name: '意见建议',
  nameEn: 'Suggestions',
  description: '对治理、规划、服务、作风、活动的意见、批评与表扬',
  minors: [
    {
      code: '09001',
      name: '社区治理建议',
      nameEn: 'Community governance',
      description: '对小区、社区、网格管理的建议',
      keywords: '建议 希望 社区 小区管理 改进 议事会 门禁 加强管理 投放点 居民意见 增加保安 提议',
      examples: `
        建议小区装人脸门禁，外人太多；希望社区多开议事会听居民意见；建议把垃圾投放点挪个位置
        建议在车棚加装充电桩；希望网格员公示联系电话；建议晚上加强小区巡逻
        建议给老楼装扶手`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '社区居委会',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '09002',
      name: '规划建设建议',
      nameEn: 'Planning and construction',
      description: '对道路、学校、公园、菜场等规划建设的建议',
      keywords: '建议建 规划 公园 菜市场 学校配套 修路 打通 停车场 配套 新建 过街天桥 增设 图书馆',
      examples: `
        希望在附近建一个菜市场；建议打通断头路；这边没有公园，希望规划一个
        建议新建一座人行天桥；片区人多，建议增加一所小学；希望建个公共停车场
        建议在河边修一条步道`,
      limitAmount: 10,
      limitUnit: 'workDay',
      department: '住建局',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '09003',
      name: '交通出行建议',
      nameEn: 'Transport suggestions',
      description: '对公交线路、班次、信号配时、停车的建议',
      keywords: '公交 线路 班次 站点 早高峰 拥堵 红绿灯时间 地铁 接驳 单行线 延长 公交车少 绕行',
      examples: `
        公交班次太少，等半个小时；建议公交延长到我们村；早高峰路口太堵，红绿灯时间不合理
        希望地铁口增加接驳车；建议这条路改成单行线；末班车太早了，下夜班坐不上
        建议在医院门口增设公交站`,
      limitAmount: 7,
      limitUnit: 'workDay',
      department: '交通运输局',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '09004',
      name: '工作作风投诉',
      nameEn: 'Complaints about staff conduct',
      description: '对工作人员态度、推诿、不作为、办事效率的投诉',
      keywords: '态度 推诿 踢皮球 不作为 工作人员 办事大厅 办事效率 没人接电话 敷衍 作风 不公 村干部 窗口',
      examples: `
        窗口工作人员态度很差；几个部门互相推诿踢皮球；打了好几次电话没人接
        村干部办事不公，只照顾亲戚；反映的问题敷衍了事就办结了；办事大厅还没下班就不受理了
        网格员从来不上门`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '纪检监察组',
      risk: 'medium',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '09005',
      name: '文体活动与表扬感谢',
      nameEn: 'Activities and thanks',
      description: '对文化体育活动的建议，对人员和工作的表扬',
      keywords: '感谢 表扬 点赞 活动 文化 电影 比赛 志愿者 热心 锦旗 舞蹈队 阅览室 书法',
      examples: `
        感谢网格员帮我找回了走失的老人；给社区工作人员点赞，处理很快；建议多组织老年人活动
        想报名社区舞蹈队；暑假能不能放露天电影；表扬保安师傅拾金不昧
        希望社区办书法比赛`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '社区居委会',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
  ],
};
