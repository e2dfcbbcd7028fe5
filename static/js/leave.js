// Leave fast: replace this page's entry in the history, so that Back does not return to it.

export function leaveWithoutTrace(root) {
  for (const link of root.querySelectorAll("[data-leave]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      root.title = " ";
      root.body.hidden = true;
      location.replace(link.href);
    });
  }
}
