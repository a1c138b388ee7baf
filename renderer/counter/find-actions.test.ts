import { expect, test } from 'vitest';
import { type CounterAction, findActions } from './find-actions.ts';

const action = (label: string, initials: string, available = true): CounterAction => ({ label, initials, available, run: () => {} });
const actions = [action('叫下一位', 'jxyw', false), action('缴费充值', 'jfcz'), action('暂离', 'zl hfjh'), action('办结', 'bj')];
const labels = (typed: string) => findActions(actions, typed).map((found) => found.label);

test('initials find an action from their start, each of its words', () => {
  expect(labels('jf')).toEqual(['缴费充值']);
  expect(labels('HF')).toEqual(['暂离']);
  expect(labels('z')).toEqual(['暂离']);
});

test('a part of the label finds it too', () => {
  expect(labels('充值')).toEqual(['缴费充值']);
  expect(labels('没有')).toEqual([]);
});

test('what can be done now stands before what cannot', () => {
  expect(labels('j')).toEqual(['缴费充值', '叫下一位']);
  expect(labels('')).toEqual(['缴费充值', '暂离', '办结', '叫下一位']);
});
