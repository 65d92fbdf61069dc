import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageText, type Piece } from './layout.ts';

/** A line of text in 10 point type: Latin letters are 5 wide, Chinese 10. */
const put = (text: string, x: number, y: number, height = 10): Piece => {
  const width = [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? height : height / 2), 0);
  return { text, x, y, width, height };
};
const lines = (texts: string[], x: number, y: number, step = 14): Piece[] =>
  texts.map((t, i) => put(t, x, y + i * step));

test('pieces of a line are joined, with a blank where there was one', () => {
  const pieces = [put('Senior', 50, 100), put('Go', 83, 100), put('lang', 93, 100), put('engineer', 118, 100)];
  assert.equal(pageText(pieces), 'Senior Golang engineer');
});

test('Chinese is joined without blanks, and keeps one beside Latin where the page has it', () => {
  assert.equal(pageText([put('精通', 50, 100), put('网络', 70, 100), put('Go', 95, 100)]), '精通网络 Go');
});

test('lines come from top to bottom whatever the order of the pieces', () => {
  assert.equal(pageText([put('two', 50, 120), put('one', 50, 106), put('three', 50, 134)]), 'one\ntwo\nthree');
});

test('a gap between lines is a blank line', () => {
  assert.equal(pageText([put('one', 50, 100), put('two', 50, 114), put('three', 50, 150)]), 'one\ntwo\n\nthree');
});

test('two columns: the left one first, though their lines stand level', () => {
  const left = lines(['技能', 'Go', 'eBPF', 'Kubernetes'], 50, 100);
  const rest = lines(['工作经历', '云原生网关负责人', '用 eBPF 定位延迟', '四千个节点'], 300, 100);
  assert.equal(
    pageText([...left, ...rest]),
    '技能\nGo\neBPF\nKubernetes\n\n工作经历\n云原生网关负责人\n用 eBPF 定位延迟\n四千个节点',
  );
});

test('a heading over both columns comes before them, a footer after them', () => {
  const name = put('A résumé that spans the page from left to right, a long one', 50, 80);
  const left = lines(['Skills', 'Go', 'Rust'], 50, 120);
  const rest = lines(['Work', 'Gateway at Osmanthus', 'Four thousand nodes'], 250, 120);
  const foot = put('References come on request, and so does everything else that you ask', 50, 200);
  assert.equal(
    pageText([...rest, foot, ...left, name]),
    [name.text, 'Skills\nGo\nRust', 'Work\nGateway at Osmanthus\nFour thousand nodes', foot.text]
      .join('\n')
      .replace('Rust\nWork', 'Rust\n\nWork'),
  );
});

test('dates to the right of titles stay on their lines', () => {
  const body = 'Wrote the data plane of a gateway for four thousand nodes, in Go and with eBPF';
  const job = (y: number, title: string, date: string) => [put(title, 50, y), put(date, 420, y), put(body, 50, y + 14)];
  const pieces = [
    ...job(100, 'Osmanthus', '2019 – 2021'),
    ...job(140, 'Camellia', '2021 – 2023'),
    ...job(180, 'Bamboo', '2023 – now'),
  ];
  const text = pageText(pieces);
  for (const row of ['Osmanthus\t2019 – 2021', 'Camellia\t2021 – 2023', 'Bamboo\t2023 – now'])
    assert.ok(text.includes(row), text);
});

test('three columns are read one after the other', () => {
  const pieces = [
    ...lines(['a1', 'a2', 'a3', 'a4'], 50, 100),
    ...lines(['b1', 'b2', 'b3', 'b4'], 200, 100),
    ...lines(['c1', 'c2', 'c3', 'c4'], 350, 100),
  ];
  assert.equal(pageText(pieces).replace(/\s+/g, ' '), 'a1 a2 a3 a4 b1 b2 b3 b4 c1 c2 c3 c4');
});

test('an empty page has no text', () => {
  assert.equal(pageText([put('  ', 50, 100)]), '');
});
