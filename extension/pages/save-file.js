// Hands the browser a file to save.

const HELD_FOR = 60_000;

/** @param {string} name @param {string} content @param {string} [type] */
export function saveFile(name, content, type = 'application/octet-stream') {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), HELD_FOR);
}
