// Shows how far linking is. Asks the site this page came from, and nobody else.
(function () {
  'use strict';
  var box = document.getElementById('state');
  if (!box) { return; }
  var seen = box.getAttribute('data-version');
  function later(seconds) {
    if (seconds > 0) { setTimeout(ask, seconds * 1000); }
  }
  function ask() {
    fetch(location.pathname + '/state', { cache: 'no-store', credentials: 'omit' })
      .then(function (reply) { return reply.ok ? reply.json() : null; })
      .then(function (state) {
        if (!state) { later(10); return; }
        if (state.version !== seen) {
          box.innerHTML = state.html; // made, and escaped, by the site
          seen = state.version;
        }
        later(state.again);
      })
      .catch(function () { later(10); });
  }
  later(Number(box.getAttribute('data-again')));
})();
