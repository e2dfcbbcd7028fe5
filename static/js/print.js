// A print button appears only where a browser can print by itself.

export function offerPrint(root) {
  for (const link of root.querySelectorAll("[data-print]")) {
    link.closest("[hidden]")?.removeAttribute("hidden");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      window.print();
    });
  }
}
