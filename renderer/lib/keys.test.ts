import { expect, test } from 'vitest';
import { Keys } from './keys.ts';

type Press = Parameters<Keys['press']>[0];

/** A key press with the focus on an element of this tag; tells whether its default was prevented. */
function press(keys: Keys, key: string, tag = 'BODY', more: Partial<Press> = {}) {
  let prevented = false;
  // Only the tag of the target is looked at.
  const target = { tagName: tag } as unknown as EventTarget;
  const preventDefault = () => {
    prevented = true;
  };
  const quiet = {
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    shiftKey: false,
    isComposing: false,
    keyCode: 0,
    repeat: false,
    defaultPrevented: false,
  };
  keys.press({ key, target, preventDefault, ...quiet, ...more });
  return prevented;
}

function setUp(chords: readonly string[], modal = false) {
  const keys = new Keys();
  const ran: string[] = [];
  const bind = (names: readonly string[], isModal: boolean, mark = '') =>
    keys.bind(() => Object.fromEntries(names.map((name) => [name, () => ran.push(`${mark}${name}`)])), { modal: isModal });
  bind(chords, modal);
  return { keys, ran, bind };
}

test('a bound key runs and keeps the browser from its own use of it', () => {
  const { keys, ran } = setUp(['F3', 'Ctrl+K', 'n']);
  expect([press(keys, 'F3'), press(keys, 'k', 'INPUT', { ctrlKey: true }), press(keys, 'N')]).toEqual([true, true, true]);
  expect(ran).toEqual(['F3', 'Ctrl+K', 'n']);
});

test('browser keys never reload or open help, bound or not', () => {
  const { keys } = setUp([]);
  expect(['F1', 'F3', 'F5', 'F11', 'F12', 'F9'].map((key) => press(keys, key))).toEqual([true, true, true, true, true, false]);
  expect(press(keys, 'F4', 'BODY', { altKey: true })).toBe(false);
});

test('digits and letters typed into a field are left to it', () => {
  const { keys, ran } = setUp(['1', 'F2']);
  expect(press(keys, '1', 'INPUT')).toBe(false);
  press(keys, 'F2', 'INPUT');
  expect(ran).toEqual(['F2']);
});

test('nothing acts while an input method composes, nor again while a key is held down', () => {
  const { keys, ran } = setUp(['F3', 'Enter']);
  press(keys, 'Enter', 'INPUT', { isComposing: true });
  press(keys, 'Enter', 'INPUT', { keyCode: 229 });
  press(keys, 'F3', 'BODY', { repeat: true });
  expect(ran).toEqual([]);
});

test('Enter on a focused button is the button’s, elsewhere the screen’s', () => {
  const { keys, ran } = setUp(['Enter']);
  expect(press(keys, 'Enter', 'BUTTON')).toBe(false);
  press(keys, 'Enter', 'INPUT');
  expect(ran).toEqual(['Enter']);
});

test('a modal layer hides the keys beneath it until it is taken away', () => {
  const { keys, ran, bind } = setUp(['F3', 'Escape']);
  const close = bind(['Escape'], true, 'dialog ');
  press(keys, 'F3');
  press(keys, 'Escape');
  close();
  press(keys, 'Escape');
  expect(ran).toEqual(['dialog Escape', 'Escape']);
});

test('a layer that is not modal lets other keys through', () => {
  const { keys, ran, bind } = setUp(['F3', 'Alt+1']);
  bind(['Alt+1'], false, 'step ');
  press(keys, 'F3');
  press(keys, '1', 'INPUT', { altKey: true });
  expect(ran).toEqual(['F3', 'step Alt+1']);
});

test('digits act over a choice, which takes no typing', () => {
  const { keys, ran } = setUp(['2']);
  const target = (type: string) => ({ tagName: 'INPUT', type }) as unknown as EventTarget; // Only tag and type are looked at.
  press(keys, '2', 'INPUT', { target: target('radio') });
  press(keys, '2', 'INPUT', { target: target('text') });
  expect(ran).toEqual(['2']);
});
