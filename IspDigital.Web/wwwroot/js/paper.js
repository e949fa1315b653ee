// Printing an invoice: the only thing on this page that needs a script.
(() => {
  const receipt = document.querySelector(".paper.receipt");
  if (receipt) {
    // A roll has no pages: the paper is as long as the receipt.
    const millimetres = Math.ceil((receipt.scrollHeight * 25.4) / 96) + 12;
    const sheet = [...document.styleSheets].find((s) => s.href?.includes("paper-receipt"));
    sheet?.insertRule(`@page { size: 80mm ${Math.max(millimetres, 80)}mm; margin: 0; }`, sheet.cssRules.length);
  }
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
})();
