// Copies the address of a feed or a calendar, and says so, for ears as well as eyes.
const status = document.querySelector(".copied");

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard; // browsers only have it on a secure page
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
      status.textContent = `Copied: ${button.dataset.copy}`;
    } catch {
      status.textContent = `Your browser did not copy the address. It is ${button.dataset.copy}`;
    }
  });
}
