import { describe, expect, it } from 'vitest';
import { Refusal } from '#kernel/refuse';
import { byteBudget, slots } from './slots.ts';

describe('limits of work', () => {
  it('runs a few at once, lets some wait, and turns the rest away', async () => {
    const desk = slots(2, 3);
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, 5));
      running -= 1;
    };
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => desk.run(work)));
    expect(most).toBe(2);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    await desk.run(work);
    await expect(desk.run(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await desk.run(work);
  });

  it('holds no more bytes than allowed', () => {
    const budget = byteBudget(10);
    budget.take(7);
    expect(() => budget.take(4)).toThrow(Refusal);
    budget.give(7);
    budget.take(10);
    expect(budget.held()).toBe(10);
  });
});
