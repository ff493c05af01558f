// Lets a reader move the weights of objectives, and shows how the contract models then rank. Whole numbers throughout, so
// that at the published weights it shows what the page says. The words are in the template (components/comparison.html).

const QUIET = 600; // milliseconds without a change, before the ranking is read out

const trial = document.querySelector(".weigh");
const sliders = [...trial.querySelectorAll("input")];
const body = trial.querySelector("tbody");
const said = trial.querySelector("[role=status]");
const leader = trial.querySelector(".leader");
const link = trial.querySelector("a");
const { unit, full, places, first, tie, none } = trial.dataset;
const words = places.split("|"); // for each place, when it is held alone and when it is shared
const models = [...body.rows].map((row) => ({ row, scores: row.dataset.scores.split(" ").map(Number) }));
let waiting;

const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

// A quotient with so many decimals; a half is rounded up.
function rounded(over, under, decimals) {
  const digits = String((2n * over * 10n ** BigInt(decimals) + under) / (2n * under)).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

// Exact where one decimal more is enough for that.
function shown(over, under, decimals) {
  const isExact = (over * 10n ** BigInt(decimals + 1)) % under === 0n;
  return isExact ? rounded(over, under, decimals + 1).replace(/\.?0+$/, "") : `about ${rounded(over, under, decimals)}`;
}

// The words of quotients that are shown together, as sitegen/outputs/figures.py has them: with as many decimals as keep
// all of them, 0 and the whole apart and in order.
function apart(numbers, divisor, decimals, whole) {
  const under = BigInt(divisor);
  const overs = numbers.map(BigInt);
  const known = [...new Set([0n, BigInt(whole) * under, ...overs])].sort((one, other) => (one < other ? -1 : 1));
  for (;; decimals += 1) {
    const values = known.map((over) => Number(shown(over, under, decimals).replace("about ", "")));
    if (values.every((value, at) => !at || value > values[at - 1])) return overs.map((over) => shown(over, under, decimals));
  }
}

// In thousandths of the unit of published weights. One that nobody moved weighs exactly what was published, however it is rounded.
function weight(slider) {
  if (slider.value === slider.defaultValue) return 1000 * slider.dataset.weight;
  return Math.round(10 * slider.value) * full;
}

function rank() {
  const weights = sliders.map(weight);
  const total = sum(weights);
  for (const slider of sliders) slider.nextElementSibling.textContent = slider.value;
  link.hash = `weights=${sliders.map(({ value }) => value)}`;
  for (const model of models) model.sum = sum(model.scores.map((score, at) => score * weights[at]));
  const found = models.map(({ sum }) => sum);
  const scores = total ? apart(found, total * unit, 2, 5) : [];
  models.forEach(({ row, sum }, at) => {
    const ahead = found.filter((other) => other > sum).length;
    const isShared = found.filter((other) => other === sum).length > 1;
    row.cells[1].textContent = total ? scores[at] : "";
    row.cells[2].textContent = total ? words[2 * ahead + isShared] : "";
  });
  models.sort((one, other) => other.sum - one.sum);
  body.append(...models.map(({ row }) => row));
  return (leader.textContent = summary(total));
}

function summary(total) {
  if (!total) return none;
  const best = models.filter(({ sum }) => sum === models[0].sum).map(({ row }) => row.cells[0].textContent);
  return `${best.length > 1 ? tie : first}${best.join(", ")}.`;
}

function report() {
  const words = rank();
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (said.textContent !== words) said.textContent = words;
  }, QUIET);
}

// A slider that is dragged keeps to whole numbers. By keyboard it moves by 1 from wherever it began.
function step({ target }) {
  const moved = (target.value - target.defaultValue).toFixed(4);
  target.value = moved % 1 ? Math.round(target.value) : Number(target.valueAsNumber.toFixed(4));
  report();
}

function reset() {
  for (const slider of sliders) slider.value = slider.defaultValue;
}

// The weights that an address carries: #weights=30,12.5,57.5
function follow() {
  const values = location.hash.replace("#weights=", "").split(",");
  if (values.length !== sliders.length || !values.every((value) => /^\d{1,3}(\.\d)?$/.test(value) && value <= 100)) return false;
  sliders.forEach((slider, at) => (slider.value = values[at]));
  return true;
}

reset(); // a browser may have kept what was there before the page was loaded again
const isFollowed = follow();
rank();
trial.addEventListener("input", step);
trial.querySelector("button").addEventListener("click", () => {
  reset();
  report();
});
addEventListener("hashchange", () => follow() && report());
trial.hidden = false;
if (isFollowed) trial.scrollIntoView();
