// Put controls under the picture of each explorer beside this script: native inputs, no network, no kernel.
// hyperlib/widgets/frames.py makes the data; without this script the picture of the start values stays.
(async () => {
  const STYLE = `
    .hyperlib-controls { display: grid; grid-template-columns: max-content minmax(6em, 26em) 1fr;
      gap: 4px 12px; align-items: center; margin: 8px 0; }
    .hyperlib-controls > label { display: contents; }
    .hyperlib-controls input { accent-color: #0072b2; margin: 4px; }
    .hyperlib-choices { grid-column: 2 / -1; display: flex; flex-wrap: wrap; gap: 4px 16px; }
    @media (max-width: 900px) { .hyperlib-choices { grid-column: 1 / -1; } }
    .hyperlib-buttons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
    .hyperlib-buttons a { color: inherit; }
    .hyperlib-buttons button { font: inherit; color: inherit; background: none; padding: 2px 10px;
      min-height: 26px; border: 1px solid currentColor; border-radius: 4px; cursor: pointer; }
    .hyperlib-buttons button[hidden] { display: none; }
    .hyperlib-code { display: block; width: 100%; box-sizing: border-box; margin: 8px 0; }
    .hyperlib-code[hidden] { display: none; }
    .hyperlib-explorer :focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
    .hyperlib-words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }`;
  const beside = document.currentScript?.parentElement ?? document;
  const explorers = [...beside.querySelectorAll(".hyperlib-explorer:not([data-live])")];
  if (!window.DecompressionStream) return;
  for (const explorer of explorers) {
    explorer.dataset.live = ""; // a script runs again where a page is shown again
    bringToLife(explorer, await unpack(explorer.querySelector(".hyperlib-frames").textContent));
  }

  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const whole = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(whole).json();
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    element.dataset.lmSuppressShortcuts = "true"; // else JupyterLab takes arrow keys and Enter for itself
    return element;
  }

  function bringToLife(explorer, data) {
    const image = explorer.querySelector("img");
    const words = make("p", { className: "hyperlib-words", role: "status" });
    const text = make("textarea", { className: "hyperlib-code", readOnly: true, hidden: true });
    text.setAttribute("aria-label", "this configuration as code");
    const chosen = [...data.start]; // the place of each control's value
    let saying;

    const controls = data.controls.map((control, i) => {
      const choose = (place) => {
        chosen[i] = place;
        show();
        clearTimeout(saying); // a reader hears where the slider comes to rest
        saying = setTimeout(() => (words.textContent = image.alt), 500);
      };
      return control.slider ? slider(control, choose) : buttons(control, choose);
    });

    function show() {
      const frame = data.controls.reduce((sum, { values }, i) => sum * values.length + chosen[i], 0);
      const lines = data.pictures[data.frames[frame]].map((line) => data.lines[line]);
      image.src = "data:image/svg+xml," + encodeURIComponent(lines.join("\n"));
      image.alt = data.alts[frame];
      text.value = data.codes?.[frame] ?? "";
      text.rows = text.value.split("\n").length;
      save.href = image.src;
      copy.textContent = "Copy this configuration as code";
      controls.forEach((control, i) => control.set(chosen[i]));
    }

    const back = make("button", { type: "button", textContent: "Back to the start" });
    back.onclick = () => {
      clearTimeout(saying);
      chosen.splice(0, chosen.length, ...data.start);
      show();
      words.textContent = "Back at the start. " + image.alt;
    };
    const copy = make("button", { type: "button" });
    copy.hidden = !data.codes;
    copy.onclick = () => {
      text.hidden = false;
      text.select(); // shown and selected: where copying is not allowed, Ctrl-C does it
      const done = document.execCommand("copy");
      clearTimeout(saying);
      words.textContent = copy.textContent = done ? "Copied" : "Selected: press Ctrl-C to copy";
      if (done) copy.focus();
    };
    // A file that a browser opens at any size, and a report can show.
    const save = make("a", { textContent: "Save this picture", download: "explorer.svg" });
    image.removeAttribute("width"); // the frames bring their own
    explorer.querySelector(".hyperlib-still").replaceWith(
      make("div", { className: "hyperlib-controls" }, ...controls.flatMap(({ parts }) => parts)),
      make("div", { className: "hyperlib-buttons" }, back, copy, save),
      text, words, make("style", { textContent: STYLE }),
    );
    show();
  }

  function slider({ name, values }, choose) {
    const input = make("input", { type: "range", min: 0, max: values.length - 1 });
    const value = make("output");
    input.oninput = () => choose(input.valueAsNumber);
    const set = (place) => {
      input.value = place;
      input.setAttribute("aria-valuetext", values[place]);
      value.value = values[place];
    };
    return { parts: [make("label", {}, make("span", { textContent: name }), input), value], set };
  }

  function buttons({ name, values }, choose) {
    const group = `explorer ${(window.hyperlibGroups = (window.hyperlibGroups ?? 0) + 1)}`;
    const inputs = values.map((_, place) =>
      make("input", { type: "radio", name: group, onchange: () => choose(place) }));
    const labels = inputs.map((input, place) => make("label", {}, input, values[place]));
    const row = make("div", { className: "hyperlib-choices", role: "radiogroup" }, ...labels);
    row.setAttribute("aria-label", name);
    const set = (place) => (inputs[place].checked = true);
    return { parts: [make("span", { textContent: name }), row], set };
  }
})();
