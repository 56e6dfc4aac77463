// The feed works without this file; with it, the last posts load on the way down, one post can be
// edited in place, and Page Up and Page Down step through the posts.

const feed = /** @type {HTMLElement} */ (document.querySelector('[role="feed"]'));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));

/** Adds the posts that wait in the template, once, and says so to screen readers. */
function loadMore() {
  const waiting = /** @type {HTMLTemplateElement | null} */ (document.getElementById("more"));
  if (!waiting) return;
  const focused = document.activeElement?.id === "load-more";
  feed.setAttribute("aria-busy", "true");
  const added = [...waiting.content.querySelectorAll("article")];
  feed.append(...added);
  showEdits(added);
  feed.setAttribute("aria-busy", "false");
  waiting.remove();
  document.getElementById("rest")?.remove();
  document.getElementById("end")?.removeAttribute("hidden");
  said.textContent = `${added.length} more posts`;
  if (focused) added[0]?.focus();
}

/** Swaps a post's text with its other version, as an edit by its author would.
 * @param {HTMLButtonElement} button
 */
function editPost(button) {
  const post = /** @type {HTMLElement} */ (button.closest("article"));
  const text = /** @type {HTMLElement} */ (post.querySelector(".post-text"));
  const other = button.dataset.text ?? "";
  button.dataset.text = text.textContent ?? "";
  text.textContent = other;
  const edited = /** @type {HTMLElement} */ (post.querySelector(".post-edited"));
  edited.hidden = !edited.hidden;
}

/** Shows the Edit buttons, which do nothing without this file.
 * @param {Element[]} posts
 */
function showEdits(posts) {
  for (const post of posts) {
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (post.querySelectorAll(".edit"))) {
      button.hidden = false;
    }
  }
}

/** Moves the focus to the next or the previous post.
 * @param {KeyboardEvent} event
 */
function stepThroughPosts(event) {
  const step = { PageDown: 1, PageUp: -1 }[event.key];
  const post = document.activeElement?.closest("article");
  if (!step || !post || event.ctrlKey || event.altKey || event.metaKey) return;
  const posts = /** @type {HTMLElement[]} */ ([...feed.querySelectorAll("article")]);
  const next = posts[posts.indexOf(post) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

feed.addEventListener("keydown", stepThroughPosts);
feed.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest(".edit");
  if (button instanceof HTMLButtonElement) editPost(button);
});
showEdits([feed]);

const rest = document.getElementById("rest");
const button = document.getElementById("load-more");
if (rest && button) {
  document.getElementById("show-all")?.remove();
  button.hidden = false;
  button.addEventListener("click", loadMore);
  // The reader has to scroll first, so that a tall window does not load everything at once.
  const nearEnd = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && loadMore(),
    { rootMargin: "0px 0px 400px" },
  );
  addEventListener("scroll", () => nearEnd.observe(rest), { once: true });
}
