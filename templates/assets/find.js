/**
 * Finds what is published, in the index that the build writes to /search/: words on the page /search/, filters that
 * combine on /adverts/. What a reader types and what the index says go into a page as text, never as HTML.
 *
 * @typedef {[address: string, title: string, kind: string, reference: string, date: string, closes: string,
 *   closing: string, status: string, summary: string]} Card A document in short.
 * @typedef {{any: string[][], phrase?: boolean, not?: boolean, code?: boolean}} Item Something asked for: it is where all words
 *   of one of the lists are; side by side, as they are written, if it is a phrase. The first list of a date or an amount
 *   is what the build makes of it.
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

const PARTED =
  /[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)+|(?<![\p{L}\p{N},])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])/gu;

/** What its hyphens, commas and dots part, in one: “co-operative” is “cooperative”, “S.E.N.D.” “send”, “10,000” “10000”. @returns {string[]} */
export function wholeWords(text) {
  const parted = fold(text).match(PARTED) ?? [];
  return parted.map((some) => some.replace(/[-\u2010,.]/g, "")).filter((word) => [...word].length <= 40);
}

const ENDINGS = /(?<=....)(?:i[sz]ation|ational|ation|at(?:e|or|ive)|ements?|ness|ion|ive|or|er|al)$/;

/** What English words of one family have in common, as in Porter’s stemmer: “librari” for “library” and “libraries”. */
function stem(word) {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const root = word
    .replace(/ie[sd]$|(?<=[^aeiou])y$/, "i")
    .replace(/(?<=us|ss|x|z|ch|sh)es$|(?<=[^su])s$/, "")
    .replace(/(?<=[aeiouy].*)(?<!e)(?:ed|ing)$/, "~")
    .replace(/([bdfgmnprt])\1~/, "$1")
    .replace(/^([^aeiouy]*[aeiouy][^aeiouwxy])~/, "$1e")
    .replace("~", "")
    .replace(ENDINGS, "")
    .replace(/(?<=....)e$/, "");
  return root.length < BEGINNING ? word : root;
}

/** Whether a term is found by a word: itself, one of its family, or one that begins with it. */
function fits(word, term, root = stem(word)) {
  return term === word || (word.length >= BEGINNING && (term.startsWith(word) || stem(term) === root));
}

/** How many slips of the keyboard are between two words: a letter too many, missing, wrong, or before its neighbour. Any number above 2 if many. */
function slips(one, other) {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let older;
  let old = [..."_", ...other].map((_, at) => at);
  for (let i = 0; i < one.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < other.length; j++) {
      const swapped = i && j && one[i] === other[j - 1] && one[i - 1] === other[j];
      row.push(Math.min(old[j + 1] + 1, row[j] + 1, old[j] + (one[i] !== other[j]), swapped ? older[j - 1] + 1 : 9));
    }
    [older, old] = [old, row];
  }
  return old.at(-1);
}

/* The index: its files and what is in them */

const SHARDS = 4; // for a word, less one for each word of the search
const FILES = 8; // at most, for a search and its first results
const WORDS_USED = 10;
const LOOKED_THROUGH = 40; // documents for a phrase
const EXACT = 11; // the grade of a document that has the term as its whole reference
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
  isBroad(word, most) {
    return word.length >= BEGINNING && this.shardsOf(word, `${word}\uffff`).length > most;
  }

  /**
   * How well each document matches a term, 0 for not at all. A reference counts for more than a title, that for more than
   * a summary, that for more than the rest, and that for more than another word for it; and the term itself for more than others that begin with `first` and fit.
   */
  async grades(term, most = 1, fit = undefined, first = term) {
    const best = new Uint8Array(this.count);
    const around = this.shardsOf(first, fit ? `${first}\uffff` : term);
    const at = Math.max(0, around.findLastIndex(([start]) => start <= term));
    const shards = [...around.slice(at), ...around.slice(0, at).reverse()].slice(0, most);
    for (const line of (await Promise.all(shards.map(linesOf))).flat()) {
      const [one, ...tiers] = line.split("\t");
      if (one !== term && !(fit && one.startsWith(first) && fit(one))) continue;
      for (const [tier, gaps] of tiers.entries()) {
        const grade = EXACT - 2 * tier - (one !== term);
        for (const number of numbers(gaps)) {
          if (number >= this.count) throw new Error(one);
          best[number] = Math.max(best[number], grade);
        }
      }
    }
    return best;
  }

  /** The same with the word’s family and, if `begins`, with words that begin with it. */
  like(word, most, begins) {
    if (word.length < BEGINNING) return this.grades(word);
    const root = stem(word);
    const fit = (term) => stem(term) === root || (begins && term.startsWith(word));
    let at = 0;
    while (at < root.length && root[at] === word[at]) at++;
    return this.grades(word, most, fit, root.slice(0, at).replace(/i$/, ""));
  }

  async json(name) {
    return JSON.parse(await file(`${name}.json?v=${this.version}`));
  }

  /** @returns {string} The file of a document's result. */
  fileOf(number) {
    return `results/${Math.floor(number / this.size)}`;
  }

  /** What a result shows, and last the text of the document. @returns {Promise<[...Card, string]>} */
  async resultOf(number) {
    return (await this.json(this.fileOf(number)))[number % this.size];
  }

  /** @returns {Promise<Card>} */
  async cardOf(number) {
    return (await this.resultOf(number)).slice(0, -1);
  }

  /** Those of some documents whose results come first without too many files, `loaded` of which are here by now. */
  fitting(found, loaded = 0) {
    const few = Math.max(2, FILES - 1 - loaded);
    const some = new Set();
    const end = found.findIndex((number) => some.add(this.fileOf(number)).size > few);
    return end < 0 ? found.length : end;
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

const CODE =
  /\b\d{4}-\d\d-\d\d\b|\b\d\d?\/\d\d?\/\d{4}\b|(?:\d\d? )?\b[a-z]{3,9} [12]\d{3}\b|\b\d[\d.,]* ?(?:[km]|bn|thousand|[mb]illion)\b/gi;

/** What a reader asks for. “18 December 2026” and “£2.4 million” are looked for as a whole first. @returns {Item[]} */
function wanted(text) {
  const items = [];
  function add(piece, kind) {
    const any = [words(piece), ...wholeWords(piece).map((word) => [word])];
    if (kind?.code) any.unshift([piece.toLowerCase().replace(/[ ,]/g, "")]);
    if (any[0].length) items.push({ any, ...kind });
    return " ";
  }
  text
    .replace(/[“”]/g, '"')
    .replace(/(?<=^|\s)(-?)"([^"]*)"/g, (_, not, inner) => add(inner, { phrase: true, not: !!not }))
    .replace(/(?<=^|\s)-([\p{L}\p{N}]\S*)/gu, (_, word) => add(word, { not: true }))
    .replace(/\b(\d\d?)(?:st|nd|rd|th)\b/g, "$1")
    .replace(CODE, (piece) => add(piece, { code: true }))
    .split(/\s+/)
    .forEach((piece) => add(piece));
  return items;
}

/** How well each document matches an item. Words that are nowhere are added to `missing`. */
async function gradesOf(index, { any, phrase, not, code }, most, missing) {
  async function graded(word) {
    const found = await (phrase ? index.grades(word) : index.like(word, most, !not));
    if (!phrase && !not && !found.some(Boolean)) missing.add(word);
    return found;
  }
  async function best(lists) {
    const all = await Promise.all(lists.map((list) => Promise.all(list.map(graded))));
    const least = (list, number) => Math.min(...list.map((grades) => grades[number]));
    return new Uint8Array(index.count).map((_, number) => Math.max(...all.map((list) => least(list, number))));
  }
  if (!code) return best(any);
  const whole = await index.grades(any[0][0]);
  return whole.some(Boolean) ? whole : best(any.slice(1));
}

/** How many shards are read for each word. */
const mostOf = (items) => Math.max(1, SHARDS - items.flatMap(({ any }) => any).length);

/**
 * The documents that have every item, or all words as their reference; if there are none, those that have some of them.
 * A whole reference comes first, then what has all words in its title, then the rest; in each, what is open or planned
 * comes first, then the best, then the newest.
 *
 * @param {Item[]} asked
 * @returns {Promise<{found: number[], some: boolean, missing: Set<string>}>} What was found, whether only some of the
 *   items are there, and words that are nowhere.
 */
async function find(index, asked) {
  const items = asked.filter(({ not }) => !not);
  const spelt = items.flatMap(({ any, code }) => any[+!!code]);
  const most = mostOf(items);
  const missing = new Set();
  const references = /\d/.test(spelt) ? [spelt, spelt.map((word) => word.replace(/^0+/, ""))] : [];
  const [whole, grades, left] = await Promise.all([
    Promise.all(references.map((some) => index.grades(some.join("")))),
    ...[items, asked.filter(({ not }) => not)].map((some) =>
      Promise.all(some.map((item) => gradesOf(index, item, most, missing))),
    ),
  ]);
  const open = new Set(numbers(index.planned));
  for (const [number, closes] of index.live) if (standing(closes * 1000, 0) !== "closed") open.add(number);
  const isTelling = grades.map((grade) => grade.filter(Boolean).length * 2 < index.count);
  const scores = new Map();
  let all = 0;
  for (let number = 0; number < index.count; number++) {
    const has = grades.map((grade) => grade[number]);
    const isReference = whole.some((grade) => grade[number] === EXACT);
    const isAll = isReference || has.every(Boolean);
    const there = isAll ? WORDS_USED : has.filter((grade, at) => grade && isTelling[at]).length;
    if (there <= all && !isAll || !there || left.some((grade) => grade[number] > 3)) continue;
    if (isAll) all = WORDS_USED;
    const isTitle = has.every((grade) => grade > 7);
    const sum = has.reduce((one, other) => one + other);
    scores.set(number, there * 1e6 + isReference * 1e5 + isTitle * 1e4 + open.has(number) * 1e3 + sum);
  }
  const found = [...scores.keys()].filter((number) => scores.get(number) >= all * 1e6);
  found.sort((one, other) => scores.get(other) - scores.get(one) || other - one);
  return { found, some: !all, missing };
}

/** A search with words that are nowhere as they may have been meant: one slip from five letters, two from nine. */
async function respelt(index, text, missing) {
  for (const word of missing) {
    if (!/^\p{L}{5,}$/u.test(word)) continue;
    const known = (await index.json("spellings")).split(" ").map((one) => [slips(word, one), one]);
    const near = known.reduce((best, one) => (one[0] < best[0] ? one : best), [word.length < 9 ? 2 : 3]);
    if (near[1]) text = text.toLowerCase().replace(word, near[1]);
  }
  return text;
}

const hasPhrase = (text, [list]) => ` ${words(text).join(" ")} `.includes(` ${list.join(" ")} `);

/** Those of the documents that have the phrases: as many as are shown at first, of those that are looked through. */
async function withPhrases(index, found, asked, loaded) {
  const phrases = asked.filter(({ phrase }) => phrase);
  if (!phrases.length) return { found };
  const kept = [];
  for (const [at, number] of found.entries()) {
    const isFull = kept.length && index.fitting(found.slice(0, at + 1), loaded) <= at;
    if (isFull || at === LOOKED_THROUGH) return { found: kept, least: true };
    const fields = (await index.resultOf(number)).flatMap((field) => field.split("\n"));
    const isKept = phrases.every(({ any, not }) => fields.some((field) => hasPhrase(field, any)) !== !!not);
    if (isKept) kept.push(number);
  }
  return { found: kept };
}

/**
 * What a search finds, with a word that is nowhere as it may have been meant.
 *
 * @returns {Promise<{found: number[], least: boolean, some: boolean, meant: string, asked: Item[], cut: boolean}>}
 *   The documents, whether there may be more of them, whether they have only some of the words, the search as it was
 *   meant, what it asks for, and whether it asks for more than that.
 */
export async function search(index, text) {
  const ask = (words) => find(index, wanted(words).slice(0, WORDS_USED));
  const before = files.size;
  let answer = await ask(text);
  const meant = await respelt(index, text, answer.missing);
  if (meant !== text) answer = await ask(meant);
  const all = wanted(meant);
  const asked = all.slice(0, WORDS_USED);
  return { ...answer, ...(await withPhrases(index, answer.found, asked, files.size - before)), meant, asked, cut: all.length > WORDS_USED };
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

const PASSAGE = 260; // letters of a sentence below a result; of a longer one a stretch is shown
const BEFORE = 40;
const SENTENCES = 3;
const FAILED = "This could not be loaded. Check your connection and try again, or look through the lists on this page.";

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const paragraph = (...children) => make("p", {}, ...children);

const plural = (count, one, many) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

const TOKEN = /[\p{L}\p{N}](?:[-\u2010\u2011,.'’\p{Cf}]*[\p{L}\p{N}\p{M}])*/gu;

/** Where the words that were asked for are in a text. */
function places(text, items) {
  const asked = items.flatMap(({ any, phrase }) => any.flat().map((word) => [word, phrase]));
  return [...text.matchAll(TOKEN)].flatMap(({ 0: token, index: from }) => {
    const found = [...words(token), ...wholeWords(token)];
    const which = asked.filter(([word, phrase]) => found.some((one) => (phrase ? one === word : fits(word, one))));
    return which.length ? [{ from, to: from + token.length, which: which.map(([word]) => word) }] : [];
  });
}

/** Those of the items that a text has, in one of their ways. */
function had(text, items) {
  const found = new Set(places(text, items).flatMap(({ which }) => which));
  return items.filter(({ any, phrase }) => (phrase ? hasPhrase(text, any) : any.some((list) => list.every((word) => found.has(word)))));
}

/** The sentences of a text that have most of the items, in their order, each from one field. */
function passage(text, items) {
  const all = text.split("\n").flatMap((field) => field.split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}“‘("'])/u));
  const having = all.map((sentence) => had(sentence, items));
  const shown = [];
  const rest = new Set(items);
  const gain = (at) => having[at].filter((item) => rest.has(item)).length;
  while (rest.size && shown.length < SENTENCES) {
    const best = all.reduce((one, _, at) => (gain(at) > gain(one) ? at : one), 0);
    if (!gain(best)) break;
    shown.push(best);
    having[best].forEach((item) => rest.delete(item));
  }
  return shown.sort((one, other) => one - other).map((at) => short(all[at], items)).join(" · ");
}

/** A sentence, or of a long one the stretch around the first of the words. */
function short(text, items) {
  if (text.length <= PASSAGE) return text;
  const from = Math.max(0, places(text, items)[0].from - BEFORE);
  const some = text.slice(from, from + PASSAGE);
  return `… ${some.replace(/^\S*\s|\s\S*$/g, "")} …`;
}

/** What is below a result: its summary, unless its title and summary lack words that its text has. @returns {(string | Element)[]} */
function said([, title, , , , , , , summary, text], items) {
  const isTitle = had(title, items).length === items.length;
  const found = isTitle || had(summary, items).length === items.length ? "" : passage(text, items);
  const shown = had(found, items).length > had(summary, items).length ? found : summary;
  let done = 0;
  const marked = places(shown, items).flatMap(({ from, to }) => {
    const before = shown.slice(done, from);
    done = to;
    return [before, make("mark", {}, shown.slice(from, to))];
  });
  return [...marked, shown.slice(done)];
}

/** A document in a list, as templates/components/card.html has it. */
function item([address, title, kind, reference, date, closes, closing, status, summary], soon, text, silent = []) {
  const named = reference ? [" ", make("span", { className: "reference" }, reference)] : [];
  return make(
    "li",
    {},
    make("h3", {}, make("a", { href: new URL(address, HOME) }, title)),
    paragraph(...(text ?? [summary])),
    make("p", { className: "meta" }, kind, ...named),
    ...silent.map((title) => make("p", { className: "meta" }, `${title}: not stated`)),
    make("div", { className: "when" }, ...(status ? when(status, closes, closing, soon) : [paragraph(date)])),
  );
}

/** The status of an advert by the reader’s clock, and its closing time or what a reader waits for. */
function when(built, closes, closing, soon) {
  const takes = closes && /^(open|closing-soon)$/.test(built);
  const status = takes ? standing(Date.parse(closes), soon) : built;
  const tag = make("span", { className: `tag ${status}` }, label(status));
  const time = closes ? make("time", { dateTime: closes }, closing) : closing;
  if (status === "closed" && closes) return [paragraph(tag, " at ", time)];
  if (!takes) return [paragraph(tag), ...(closing ? [paragraph(closes && "Closing time: ", time)] : [])];
  // The script page.js puts these right when the time comes.
  const until = make("span", {}, status === "open" ? "until" : "at");
  Object.assign(tag.dataset, { closes, then: "Closed" });
  Object.assign(until.dataset, { closes, then: "at" });
  return [paragraph(tag, " ", until, " ", time)];
}

/** Fills a list, `size` items at a time but for the `first`, and gives the list and a button for more. */
async function listed(list, found, size, draw, say, first = size) {
  let shown = 0;
  async function more() {
    const items = await Promise.all(found.slice(shown, shown + (shown ? size : first)).map(draw));
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

const LETTERS_USED = 200; // of a search
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
    form.q.value = used;
    document.title = used.trim() ? `${used.trim()} – ${title}` : title;
    if (wanted(used).every(({ not }) => not)) return { words: params.has("q") ? "Type one or more words, or a reference." : "" };
    const before = files.size;
    const index = await Index.open();
    const { found, least, some, meant, asked, cut } = await search(index, used.trim());
    const items = asked.filter(({ not }) => !not);
    const draw = async (number) => {
      const result = await index.resultOf(number);
      return item(result, index.soon, said(result, items));
    };
    const told = [`${found.length ? plural(found.length, "result", "results") : "No results"} for “${meant}”.`];
    if (some && found.length) told.unshift("Nothing has all of these words. Results have at least one of them.");
    if (meant !== used.trim()) told.unshift(`Showing results for “${meant}”.`);
    if (least) told.push("Not everything with these words was looked through.");
    if (used !== query || cut) told.push("Only the first words of this long search were used.");
    for (const word of items.flatMap(({ phrase, any }) => (phrase ? [] : any[0])))
      if (index.isBroad(word, mostOf(items)))
        told.push(`Not all words that begin with “${word}” were looked up: type more of it.`);
    const first = Math.min(10, index.fitting(found, files.size - before));
    const parts = [make("h2", { className: "spoken" }, "Results"), ...(await listed(make("ol", { className: "cards" }), found, 10, draw, say, first))];
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
    const first = Math.min(20, index.fitting(found.map(({ number }) => number)));
    return {
      words: told.join(" "),
      parts: [
        make("h2", { tabIndex: -1 }, "Notices that match"),
        make("ul", { className: "chosen" }, ...chosen.map(remover), remover()),
        ...(await listed(make("ul", { className: "cards" }), found, 20, draw, say, first)),
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
