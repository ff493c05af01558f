/**
 * Finds what is published, in the index that the build writes to /search/: words on the page /search/, filters that
 * combine on /adverts/. What a reader types and what the index says go into a page as text, never as HTML.
 *
 * @typedef {[address: string, title: string, kind: string, reference: string, date: string, closes: string,
 *   closing: string, status: string, summary: string]} Card A document in short.
 * @typedef {{facet: string, path: string, value: string, words: string, count: number}} Choice One to filter by.
 * @typedef {{id: string, title: string, choices: Choice[]}} Facet
 */

const HOME = new URL("../", import.meta.url);
const DAY = 86400000;

/* Words */

const BEGINNING = 3; // letters of a word from which longer words that begin with it are found too
const LETTERS = { ß: "ss", ς: "σ", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

function fold(text) {
  const folded = text.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}'’]/gu, "");
  return folded.replace(/[ßςæœøłđðþı]/g, (letter) => LETTERS[letter]);
}

/** The words of a text as the index has them. @returns {string[]} */
export const words = (text) => fold(text).match(/[\p{L}\p{N}]{1,40}/gu) ?? [];

const PARTED = /[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)+|(?<![\p{L}\p{N},])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])/gu;

/** What its hyphens and commas part, in one: “co-operative” is “cooperative”, and “10,000” is “10000”. @returns {string[]} */
export function wholeWords(text) {
  const parted = fold(text).match(PARTED) ?? [];
  return parted.map((some) => some.replace(/[-\u2010,]/g, "")).filter((word) => [...word].length <= 40);
}

/** The other number of an English noun, as far as its ending tells: it is found too. @returns {string[]} */
export function numbersOf(word) {
  if (word.length < 4 || !/[a-z]$/.test(word)) return [];
  if (word.endsWith("ies")) return [`${word.slice(0, -3)}y`];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  return /[^sui]s$/.test(word) ? [word.slice(0, -1)] : [];
}

/** The last term that a word stands for; the first is the word itself. */
const lastOf = (word) => ([...word].length < BEGINNING ? word : `${word}\uffff`);

/* The index: its files and what is in them */

const SHARDS = 4; // at most, for one word
const EXACT = 9; // the grade of a document that has the term as its whole reference
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Files by their names: each is asked for once. @type {Map<string, Promise<string>>} */
const files = new Map();

async function fetched(name, options) {
  const answer = await fetch(new URL(`search/${name}`, HOME), options);
  if (!answer.ok) throw new Error(name);
  return answer.text();
}

function file(name) {
  if (!files.has(name)) files.set(name, fetched(name));
  return files.get(name);
}

/** The lines of a shard. One that does not begin as it should is another file, such as an error page of the host. */
async function linesOf([start, name]) {
  const text = await file(`terms/${name}.txt`);
  if (!text.startsWith(`${start}\t`)) throw new Error(name);
  return text.split("\n");
}

/** Document numbers, ascending, from the gaps between them: base 32, and the last digit of each is one of the later 32. */
export function numbers(gaps) {
  const found = [];
  let [number, gap] = [-1, 0];
  for (const digit of gaps) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) throw new Error(gaps);
    gap = gap * 32 + (value % 32);
    if (value < 32) continue;
    found.push((number += gap));
    gap = 0;
  }
  return found;
}

export class Index {
  /** The index as it is now: a page may have been open since before the last build. */
  static async open() {
    return Object.assign(new Index(), JSON.parse(await fetched("index.json", { cache: "no-cache" })));
  }

  /** The shards that may hold terms from `first` to `last`. */
  shardsOf(first, last) {
    return this.shards.filter(([start], at) => start <= last && !(this.shards[at + 1]?.[0] <= first));
  }

  /** Whether more words begin with this one than are looked up. */
  isBroad(word) {
    return this.shardsOf(word, lastOf(word)).length > SHARDS;
  }

  /**
   * How well each document matches the terms from `first` to `last`, 0 for not at all. A reference counts for more
   * than a title, that for more than a summary, that for more than the rest; and the term `first` for more than others.
   */
  async grades(first, last = first) {
    const best = new Uint8Array(this.count);
    const shards = this.shardsOf(first, last).slice(0, SHARDS);
    for (const line of (await Promise.all(shards.map(linesOf))).flat()) {
      const [term, ...tiers] = line.split("\t");
      if (term < first || last < term) continue;
      for (const [tier, gaps] of tiers.entries()) {
        const grade = EXACT - 2 * tier - (term !== first);
        for (const number of numbers(gaps)) {
          if (number >= this.count) throw new Error(term);
          best[number] = Math.max(best[number], grade);
        }
      }
    }
    return best;
  }

  async json(name) {
    return JSON.parse(await file(`${name}.json?v=${this.version}`));
  }

  /** @returns {Promise<Card>} */
  async cardOf(number) {
    return (await this.json(`cards/${Math.floor(number / this.card)}`))[number % this.card];
  }

  /** The text of a document, beside its title and summary. @returns {Promise<string>} */
  async textOf(number) {
    const texts = await this.json(`texts/${Math.floor(number / this.text)}`);
    return texts[number % this.text].replace(/\s+/g, " ");
  }

  /** What there is to filter by, the statuses by the reader's clock. @returns {Promise<Facet[]>} */
  async facets() {
    return (await this.json("facets")).map(([id, title, values]) => ({
      id,
      title,
      choices: (id === "status" ? this.statuses(values) : values).map(([path, words, count]) => {
        return { facet: id, path, value: path.split("/").pop(), words, count };
      }),
    }));
  }

  statuses(values) {
    const now = this.live.map(([, closes]) => standing(closes * 1000, this.soon));
    const those = (status) => now.filter((each) => each === status).length;
    const closed = values.find(([path]) => path === "closed")?.[2] ?? 0;
    const counts = {
      open: those("open") + those("closing-soon"),
      "closing-soon": those("closing-soon"),
      closed: closed + those("closed"),
    };
    const corrected = Object.entries(counts).map(([status, count]) => [status, label(status), count]);
    return [...corrected, ...values.filter(([path]) => !(path in counts))];
  }
}

/** Where an advert that takes responses until `closes` stands, by the reader's clock. */
function standing(closes, soon) {
  const left = closes - Date.now();
  if (left <= 0) return "closed";
  return left > soon * DAY ? "open" : "closing-soon";
}

const label = (status) => status[0].toUpperCase() + status.slice(1).replaceAll("-", " ");

/* What is found */

/** How well each document matches a word, its other number, or what it may be written as in one. */
async function gradesOf(index, { word, others }) {
  const all = await Promise.all([
    index.grades(word, lastOf(word)),
    ...others.map((other) => index.grades(other)),
  ]);
  return all[0].map((grade, number) => Math.max(grade, ...all.slice(1).map((grades) => grades[number])));
}

/**
 * What a reader asks for: each word, with the others that do as well. Of words that hyphens part, each does as the
 * whole does. @returns {{word: string, others: string[]}[]}
 */
export function wanted(text) {
  return text.split(/\s+/).flatMap((piece) => {
    const whole = wholeWords(piece);
    return words(piece).map((word) => ({ word, others: [...numbersOf(word), ...whole, ...whole.flatMap(numbersOf)] }));
  });
}

/** The documents that have every word, or all of them as their reference: the best first, then the newest. */
export async function find(index, asked) {
  const reference = asked.map(({ word }) => word).join("");
  const [whole, ...grades] = await Promise.all([
    /\p{N}/u.test(reference) ? index.grades(reference) : [],
    ...asked.map((each) => gradesOf(index, each)),
  ]);
  const found = new Map();
  for (let number = 0; number < index.count; number++) {
    const isReference = whole[number] === EXACT;
    if (!isReference && !grades.every((grade) => grade[number])) continue;
    found.set(number, grades.reduce((sum, grade) => sum + grade[number], isReference ? 1000 : 0));
  }
  return [...found.keys()].sort((one, other) => found.get(other) - found.get(one) || other - one);
}

/**
 * The adverts that have, of each facet among the chosen values, one of them or none at all; the latter come last,
 * with the titles of those facets. What is open comes first, the soonest to close at the top, then the newest.
 *
 * @returns {Promise<{number: number, silent: string[]}[]>}
 */
export async function narrow(index, facets, chosen) {
  const tests = await Promise.all(
    facets
      .filter(({ id }) => chosen.some(({ facet }) => facet === id))
      .map((facet) => test(index, facet, chosen)),
  );
  const found = [];
  for (let number = 0; number < index.count; number++) {
    const answers = tests.map((passes) => passes(number));
    if (!answers.includes(false)) found.push({ number, silent: answers.filter((answer) => answer !== true) });
  }
  const closing = new Map(index.live.filter(([, closes]) => standing(closes * 1000, 0) !== "closed"));
  const last = Number.MAX_SAFE_INTEGER;
  const closes = ({ number }) => closing.get(number) ?? last;
  return found.sort(
    (one, other) =>
      !!one.silent.length - !!other.silent.length || closes(one) - closes(other) || other.number - one.number,
  );
}

/** A function that tells of a document whether it has one of the values chosen: the facet's title if it has none at all. */
async function test(index, { id, title, choices }, chosen) {
  const mine = chosen.filter(({ facet }) => facet === id);
  const graded = (some) => Promise.all(some.map(({ path }) => index.grades(`@${path}`)));
  const having = await graded(mine);
  const silent = await graded(choices.filter(({ path }) => path === `${id}/not-stated`));
  const live = new Map(id === "status" ? index.live : []);
  return (number) => {
    if (live.has(number)) {
      const status = standing(live.get(number) * 1000, index.soon);
      return mine.some(({ value }) => value === status || (value === "open" && status === "closing-soon"));
    }
    if (having.some((grades) => grades[number])) return true;
    return silent.some((grades) => grades[number]) && title;
  };
}

/* What is shown of it */

const PASSAGE = 200; // letters of a text below a result, some of them before the words that were found
const BEFORE = 40;
const FAILED = "This could not be loaded. Check your connection and try again, or look through the lists on this page.";

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const plural = (count, one, many) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** Where the words that were asked for stand in a text, and which of them stands there. */
function places(text, asked) {
  return [...text.matchAll(/[\p{L}\p{N}](?:[-\u2010\u2011,'’\p{Cf}]*[\p{L}\p{N}\p{M}])*/gu)]
    .map(({ 0: token, index: from }) => {
      const found = [...words(token), ...wholeWords(token)];
      const fits = ({ word, others }, one) => (word <= one && one <= lastOf(word)) || others.includes(one);
      const which = asked.filter((each) => found.some((one) => fits(each, one)));
      return { from, to: from + token.length, which };
    })
    .filter(({ which }) => which.length);
}

const different = (some) => new Set(some.flatMap(({ which }) => which)).size;

/** The stretch of a text that has most of the words, cut between words. */
function passage(text, asked) {
  const all = places(text, asked);
  const near = all.map((first, at) => all.slice(at, at + 20).filter(({ to }) => to < first.from + PASSAGE - BEFORE));
  const best = near.reduce((one, other) => (different(other) > different(one) ? other : one), []);
  if (!best.length) return "";
  const start = best[0].from;
  const from = start > BEFORE ? Math.min(start, text.indexOf(" ", start - BEFORE) + 1 || start) : 0;
  const cut = text.lastIndexOf(" ", from + PASSAGE);
  const to = from + PASSAGE >= text.length ? text.length : cut > start ? cut : from + PASSAGE;
  return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
}

/** What stands below a result: its summary, unless its text has more of the words. @returns {(string | Element)[]} */
async function said(index, number, summary, asked) {
  const known = different(places(summary, asked));
  const found = known < new Set(asked).size ? passage(await index.textOf(number), asked) : "";
  const text = different(places(found, asked)) > known ? found : summary;
  let done = 0;
  const marked = places(text, asked).flatMap(({ from, to }) => {
    const before = text.slice(done, from);
    done = to;
    return [before, make("mark", {}, text.slice(from, to))];
  });
  return [...marked, text.slice(done)];
}

/** A document in a list, as templates/components/card.html has it. */
function item([address, title, kind, reference, date, closes, closing, status, summary], soon, text, silent = []) {
  const named = reference ? [" ", make("span", { className: "reference" }, reference)] : [];
  return make(
    "li",
    {},
    make("h3", {}, make("a", { href: new URL(address, HOME) }, title)),
    make("p", {}, ...(text ?? [summary])),
    make("p", { className: "meta" }, kind, ...named),
    ...silent.map((title) => make("p", { className: "meta" }, `${title}: not stated`)),
    make("div", { className: "when" }, ...(status ? when(status, closes, closing, soon) : [make("p", {}, date)])),
  );
}

function when(built, closes, closing, soon) {
  if (!closes) return waiting(built, closing);
  const takes = /^(open|closing-soon)$/.test(built);
  const status = takes ? standing(Date.parse(closes), soon) : built;
  const time = make("time", { dateTime: closes }, closing);
  const tag = make("span", { className: `tag ${status}` }, label(status));
  if (status === "closed") return [make("p", {}, tag, " at ", time)];
  if (!takes) return [make("p", {}, tag), make("p", {}, "Closing time: ", time)];
  // The script page.js puts these right when the time comes.
  const until = make("span", {}, status === "open" ? "until" : "at");
  Object.assign(tag.dataset, { closes, then: "Closed" });
  Object.assign(until.dataset, { closes, then: "at" });
  return [make("p", {}, tag, " ", until, " ", time)];
}

/** The status of an advert without a closing time, and what a reader waits for. */
function waiting(status, words) {
  const tag = make("p", {}, make("span", { className: `tag ${status}` }, label(status)));
  return words ? [tag, make("p", {}, words)] : [tag];
}

/** Fills a list, `size` items at a time, and gives the list and a button for more. */
async function listed(list, found, size, draw, say) {
  let shown = 0;
  async function more() {
    const items = await Promise.all(found.slice(shown, shown + size).map(draw));
    list.append(...items);
    shown += items.length;
    button.textContent = `Show ${Math.min(size, found.length - shown)} more`;
    button.hidden = shown === found.length;
    return items[0]?.querySelector("a");
  }
  const button = make("button", { type: "button" });
  button.onclick = async () => {
    button.disabled = true;
    const first = await more().catch(() => files.clear());
    button.disabled = false;
    if (!first) say(FAILED);
    (first ?? button).focus();
  };
  await more();
  return [list, button];
}

/* The two pages */

const LETTERS_USED = 200; // of a search, and so many of its words
const WORDS_USED = 10;
const LONG = 8; // choices of a facet, from which they get a frame that scrolls

/** @typedef {{words: string, parts?: Element[]}} Answer What to tell, and what to show if anything was found. */

/** Does what was asked, and once more from the start if something was missing: a new build may have come between. */
async function attempt(work) {
  try {
    return await work();
  } catch {
    files.clear();
    return work();
  }
}

/**
 * Shows what the address asks for, now and whenever it changes, and gives a function that changes it. An answer that
 * comes after a newer question is dropped.
 *
 * @param {(asked: URLSearchParams) => Promise<Answer>} answer
 * @param {(answer: Answer) => void} shown Does what else a page needs once an answer is in place.
 */
function follow(status, results, answer, shown) {
  let search;
  let turn = 0;
  async function run() {
    const mine = ++turn;
    search = location.search;
    status.textContent = search && "Looking…";
    const found = await attempt(() => answer(new URLSearchParams(search))).catch(() => ({ words: FAILED }));
    if (mine !== turn) return;
    status.textContent = found.words;
    results.replaceChildren(...(found.parts ?? []));
    shown(found);
  }
  addEventListener("popstate", () => location.search === search || run());
  run();
  return (asked) => {
    const next = `${asked}` && `?${asked}`;
    if (next !== location.search) history.pushState(null, "", location.pathname + next);
    return run();
  };
}

function searchPage(status, results, form) {
  const title = document.title;
  const tips = document.getElementById("tips");
  const say = (words) => (status.textContent = words);

  async function answer(params) {
    const query = params.get("q") ?? "";
    const used = query.slice(0, LETTERS_USED);
    const all = wanted(used);
    const asked = all.slice(0, WORDS_USED);
    form.q.value = used;
    document.title = asked.length ? `${used.trim()} – ${title}` : title;
    if (!asked.length) return { words: params.has("q") ? "Type one or more words, or a reference." : "" };
    const index = await Index.open();
    const found = await find(index, asked);
    const draw = async (number) => {
      const card = await index.cardOf(number);
      return item(card, index.soon, await said(index, number, card.at(-1), asked));
    };
    const told = [`${found.length ? plural(found.length, "result", "results") : "No results"} for “${used.trim()}”.`];
    if (used !== query || asked.length < all.length) told.push("Only the first words of this long search were used.");
    for (const { word } of asked.filter((each) => index.isBroad(each.word)))
      told.push(`Very many words begin with “${word}”, and not all were looked up: type more of the word.`);
    const parts = [make("h2", { className: "spoken" }, "Results"), ...(await listed(make("ol", { className: "cards" }), found, 10, draw, say))];
    return { words: told.join(" "), parts: found.length ? parts : undefined };
  }

  const go = follow(status, results, answer, ({ parts }) => (tips.hidden = !!parts));
  form.onsubmit = (event) => {
    event.preventDefault();
    go(new URLSearchParams({ q: form.q.value }));
  };
}

function filterPage(status, results, panel) {
  const mine = [panel, status, results];
  const say = (words) => (status.textContent = words);

  /** Shows or hides the list that the page came with, and the ways to narrow it. */
  function showOwn(isShown) {
    const around = [...panel.parentElement.children].filter((part) => !mine.includes(part));
    for (const part of [...around, ...document.querySelectorAll(".facets, .jump")]) part.hidden = !isShown;
  }

  async function change(asked) {
    panel.open = false;
    await go(asked);
    (results.querySelector("h2") ?? panel.firstElementChild).focus();
  }

  async function answer(params) {
    if (!`${params}`) return { words: "" };
    const index = await Index.open();
    const facets = await index.facets();
    const chosen = facets.flatMap(({ id, choices }) => choices.filter(({ value }) => params.getAll(id).includes(value)));
    const isKnown = (id, value) => chosen.some((choice) => choice.facet === id && choice.value === value);
    const unknown = facets.some(({ id }) => params.getAll(id).some((value) => !isKnown(id, value)));
    const left = unknown ? "A filter in the address is not known here and was left out. " : "";
    if (!chosen.length) return { words: left };
    const found = await narrow(index, facets, chosen);
    const silent = found.filter((one) => one.silent.length).length;
    const fit = found.length - silent;
    const told = [left + (fit ? `${plural(fit, "notice matches", "notices match")}.` : "No notice matches.")];
    if (silent) told.push(plural(silent, "notice does not say, and comes last.", "notices do not say, and come last."));
    if (!found.length) told.push("Remove a filter to see more.");
    const draw = async ({ number, silent }) => item(await index.cardOf(number), index.soon, undefined, silent);
    return {
      words: told.join(" "),
      parts: [
        make("h2", { tabIndex: -1 }, "Notices that match"),
        make("ul", { className: "chosen" }, ...chosen.map(remover), remover()),
        ...(await listed(make("ul", { className: "cards" }), found, 20, draw, say)),
      ],
    };
  }

  /** A button that takes away one of the choices, or all. */
  function remover(choice, _, chosen = []) {
    const rest = chosen.filter((each) => each !== choice).map(({ facet, value }) => [facet, value]);
    const words = choice ? `Remove filter: ${choice.words}` : "Clear all filters";
    const onclick = () => change(new URLSearchParams(rest));
    return make("li", {}, make("button", { type: "button", onclick }, words));
  }

  async function fill() {
    const facets = await attempt(async () => (await Index.open()).facets());
    const params = new URLSearchParams(location.search);
    const tick = ({ facet, value, words, count }) => {
      const checked = params.getAll(facet).includes(value);
      const box = make("input", { type: "checkbox", name: facet, value, checked });
      return make("label", {}, box, `${words} `, make("span", {}, count.toLocaleString("en-GB")));
    };
    const sets = facets.map(({ title, choices }) => {
      const isLong = choices.length > LONG;
      const legend = make("legend", {}, isLong ? `${title}: ${choices.length} to choose from` : title);
      return make("fieldset", {}, legend, make("div", { className: isLong ? "long" : "" }, ...choices.map(tick)));
    });
    const form = make("form", {}, ...sets, make("button", {}, "Apply filters"));
    form.onsubmit = (event) => {
      event.preventDefault();
      change(new URLSearchParams(new FormData(form)));
    };
    panel.replaceChildren(panel.firstElementChild, form);
    panel.dataset.search = location.search;
  }

  panel.ontoggle = () => {
    if (!panel.open || panel.dataset.search === location.search) return;
    fill().catch(() => {
      panel.open = false;
      say(FAILED);
    });
  };
  showOwn(!location.search);
  const go = follow(status, results, answer, ({ parts }) => {
    showOwn(!parts);
    panel.ontoggle(); // it may be open, and filled for another address
  });
}

const results = document.getElementById("results");
if (results) {
  const status = document.querySelector("[role=status]");
  const form = document.querySelector("form.search");
  if (form) searchPage(status, results, form);
  else filterPage(status, results, document.querySelector(".filters"));
}
