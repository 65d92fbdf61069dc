/* global document, localStorage, Image */
// The pictures of the README and the guides: the examples in the built page, the report as it prints, a portal of the embed's demo. Run after the page is built.
//   CHOUMA_OUT       the built page (default ../build/site)
//   CHOUMA_PICTURES  where the pictures go (default ../docs/pictures)
//   CHROMIUM         the browser (default /usr/bin/chromium)
import { Buffer } from 'node:buffer';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/serve.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const site = path.resolve(process.env.CHOUMA_OUT ?? path.join(web, '../build/site'));
const out = path.resolve(process.env.CHOUMA_PICTURES ?? path.join(web, '../docs/pictures'));

const zh = { look: 'zh', locale: 'zh-CN', viewport: { width: 1440, height: 900 }, fullPage: true };
const dark = { ...zh, look: 'en-dark', locale: 'en-GB', colorScheme: 'dark' };
const phone = { ...zh, look: 'phone-zh', viewport: { width: 390, height: 1560 }, hasTouch: true, fullPage: false };
const paper = { ...zh, look: 'print-zh', viewport: { width: 794, height: 1000 }, media: 'print', fullPage: false };
const host = { ...zh, viewport: { width: 1100, height: 900 } };

const example = /^(看一份示例|See an example)/;
const quote = { screen: 'quote', press: example, done: '.talk .card' };
const posting = { screen: 'posting', press: example, done: 'ch-funnel table' };
const negotiate = { screen: 'negotiate', press: example, done: 'ch-concession-plan .plan-now' };
const offers = {
  screen: 'offers',
  tab: 'negotiate',
  press: /^(看一份示例|See an example)$/,
  done: 'ch-offers-table .offers-table',
  only: 'ch-offers-table',
};
const models = { screen: 'models', done: 'ch-model-list table' };
const embed = { screen: 'embed', address: 'embed/demo.html', done: '.harbour .answer', only: '.harbour' };

/** Where to look, what to press there, what is there once it has answered; and how the pictures of it look. */
const pictures = [
  [quote, [zh, dark, phone, paper]],
  [posting, [zh, dark, phone]],
  [negotiate, [zh, dark, phone]],
  [offers, [zh, dark]],
  [models, [zh, dark]],
  [embed, [host]],
];

/** In the browser: a picture's pixels as places among its 256 commonest colours; a rarer one, at the edge of a letter, takes the nearest. */
async function indexed(base64) {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const { width, height } = image;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const draw = canvas.getContext('2d');
  draw.drawImage(image, 0, 0);
  const { data } = draw.getImageData(0, 0, width, height);
  const at = (i) => (data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2];
  const counts = new Map();
  for (let i = 0; i < width * height; i += 1) counts.set(at(i), (counts.get(at(i)) ?? 0) + 1);
  const colours = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const palette = colours.slice(0, 256);
  const far = (a, b) => [16, 8, 0].reduce((sum, k) => sum + (((a >> k) & 255) - ((b >> k) & 255)) ** 2, 0);
  const nearest = (colour) =>
    palette.reduce((best, p, k) => (far(p, colour) < far(palette[best], colour) ? k : best), 0);
  const place = new Map(colours.map((colour) => [colour, nearest(colour)]));
  let rows = '';
  for (let i = 0; i < width * height; i += 1) rows += (i % width ? '' : '\0') + String.fromCharCode(place.get(at(i)));
  return { width, height, palette, rows };
}

/** A PNG of a palette: a third of the bytes of one in full colour, and nobody sees which it is. */
function png({ width, height, palette, rows }) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(Buffer.from(rows, 'latin1'), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

async function take(browser, url, what, { look, fullPage, media = 'screen', ...options }) {
  const { screen, tab = screen, address = `#${tab}`, press, done, only } = what;
  const page = await browser.newPage(options);
  await page.addInitScript(() => localStorage.setItem('chouma.guided', '1'));
  await page.goto(url + address);
  if (press) await page.getByRole('button', { name: press }).first().click();
  await page.locator(done).first().waitFor();
  await page.emulateMedia({ media });
  const shot = await (only ? page.locator(only).screenshot() : page.screenshot({ fullPage }));
  await page.goto('about:blank');
  await writeFile(path.join(out, `${screen}-${look}.png`), png(await page.evaluate(indexed, shot.toString('base64'))));
  await page.close();
}

await mkdir(out, { recursive: true });
const { url, close } = await serve(site);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
for (const [what, looks] of pictures) for (const look of looks) await take(browser, url, what, look);
await browser.close();
await close();
