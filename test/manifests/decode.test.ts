import * as fc from 'fast-check';
import { decode } from '../../src/manifests/decode';

const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

describe('bytes', () => {
  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from('a: é😀\n')],
    ['UTF-8 with its mark', Buffer.from('\ufeffa: é😀\n')],
    ['UTF-16, little end first', utf16('a: é😀\n', 'le')],
    ['UTF-16, big end first', utf16('a: é😀\n', 'be')],
    ['UTF-8 with the ends of lines of Windows', Buffer.from('a: é😀\r\n')],
    ['UTF-8 with the ends of lines of old Macs', Buffer.from('a: é😀\r')],
  ])('are text in %s', (_, bytes) => expect(decode(bytes)).toEqual({ text: 'a: é😀\n' }));

  test('are empty text if there are none', () => expect(decode(new Uint8Array())).toEqual({ text: '' }));

  test.each<[string, Uint8Array, string]>([
    ['latin 1', Buffer.from('a: é', 'latin1'), 'is not text in UTF-8: save it as UTF-8'],
    ['a character that is cut off', Buffer.from('a: é').subarray(0, 4), 'is not text in UTF-8: save it as UTF-8'],
    ['half of a UTF-16 character', utf16('a', 'le').subarray(0, 3), 'is not text in UTF-16LE: save it as UTF-8'],
    ['half of a surrogate pair', utf16('😀', 'be').subarray(0, 4), 'is not text in UTF-16BE: save it as UTF-8'],
    ['UTF-16 without its mark', Buffer.from('ab', 'utf16le'), 'has the control character U+0000 in line 1, column 2, so it is no YAML: leave it out'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46]), 'has the control character U+007F in line 1, column 1, so it is no YAML: leave it out'],
    ['a bell', Buffer.from('a: 1\nb: \x07'), 'has the control character U+0007 in line 2, column 4, so it is no YAML: leave it out'],
    ['a control character of latin 1', Buffer.from('a: \x81'), 'has the control character U+0081 in line 1, column 4, so it is no YAML: leave it out'],
    ['what is no character', Buffer.from('\uffff'), 'has the control character U+FFFF in line 1, column 1, so it is no YAML: leave it out'],
  ])('fails for %s', (_, bytes, problem) => expect(decode(bytes)).toEqual({ problem }));

  test('are text or a problem, whatever they are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 50 }), bytes => {
      const decoded = decode(bytes);
      expect('text' in decoded ? decoded.text : decoded.problem).not.toContain('\r');
    }));
  });
});
