// Puts words right once a closing time has passed since the page was made.
// The words are in the templates (components/live.html). A moment is a moment in any time zone.

const MINUTE = 60000; // looks again so often: a computer may sleep, or have its clock put right

const left = (words) => Date.parse(words.dataset.closes) - Date.now();

function put(words) {
  if (words.classList.contains("tag")) words.className = "tag closed";
  words.textContent = words.dataset.then;
  delete words.dataset.closes;
}

/* not on a notice { */
// Takes an item out of a list of open ones, into a list with a heading of its own.
function setApart(item) {
  const list = item.parentElement;
  const focused = document.activeElement;
  if (!list.apart) {
    const heading = document.createElement("h2");
    heading.textContent = list.dataset.apart;
    list.apart = document.createElement("ul");
    list.apart.className = list.className;
    list.after(heading, list.apart);
  }
  list.apart.append(item);
  if (item.contains(focused)) focused.focus();
  if (list.children.length) return;
  const lead = list.parentElement.querySelector("[data-none]");
  lead.textContent = lead.dataset.none;
  list.remove();
}
/* } */

// Tells readers who cannot see the change. Only words that come into a region already there are read out.
function say(words) {
  const region = document.createElement("p");
  region.className = "spoken";
  region.setAttribute("role", "status");
  document.querySelector("main").append(region);
  setTimeout(() => (region.textContent = words), 500);
}

function look(isOpened) {
  const waiting = [...document.querySelectorAll("[data-closes]")];
  const passed = waiting.filter((words) => left(words) <= 0);
  const tags = passed.filter((words) => words.matches(".tag"));
  passed.forEach(put);
  /* not on a notice { */
  for (const tag of tags) {
    const item = tag.closest("[data-apart] > li");
    if (item) setApart(item);
  }
  /* } */
  if (!isOpened && tags.length) {
    const title = (tag) => tag.closest("li, main").querySelector("h1, h3").textContent;
    say(tags.map((tag) => `${title(tag)}: ${tag.textContent}`).join(". "));
  }
  const next = Math.min(...waiting.filter((words) => words.dataset.closes).map(left));
  if (next < Infinity) setTimeout(look, Math.min(next, MINUTE));
}

look(true);
