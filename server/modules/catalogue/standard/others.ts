import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const others: StandardMajor = {
  code: '99',
  name: '其他',
  nameEn: 'Other',
  description: '暂时归不进其他大类、须由受理人员另行归类的事项',
  minors: [
    {
      code: '99099',
      name: '其他事项',
      nameEn: 'Other matter',
      description: '暂时无法归入其他类别的事项，由受理人员确定类别',
      keywords: '其他 不知道归哪 不清楚 反映情况 想问一下 麻烦看看 帮忙问问 别的事',
      examples: `
        有点别的事想反映一下；不知道该找哪个部门；想跟社区说个情况
        麻烦派人来看一下再说；有个事情不知道归谁管；请回个电话，我当面说`,
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
