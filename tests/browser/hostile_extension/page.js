// Starts the attack that the page's address describes, and writes down what came of it.

const named = new URLSearchParams(location.hash.slice(1));
if (named.has('port')) {
  chrome.runtime.sendMessage(Object.fromEntries(named)).then((said) => {
    document.documentElement.dataset[chrome.runtime.getManifest().short_name] = JSON.stringify(said);
  });
}
