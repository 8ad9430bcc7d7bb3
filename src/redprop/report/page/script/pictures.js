// The pictures of a sheet: a picture of the category is copied, and the subject's own marks are put where they belong.

const SVG = "http://www.w3.org/2000/svg";

/** Where a number stands along a scale; nothing for no number. */
function position(scale, text) {
  const value = parseFloat(text);
  if (Number.isNaN(value)) return null;
  return scale.start + ((value - scale.least) / (scale.most - scale.least)) * (scale.end - scale.start);
}

function shape(name, attributes, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

/** A copy of a category's picture, which says what it shows of whom. */
function copyOf(form, name, title) {
  const figure = document.createElement("figure");
  const picture = form.content.firstElementChild.cloneNode(true);
  picture.removeAttribute("aria-labelledby");
  picture.setAttribute("aria-label", `${name}: ${title}`);
  picture.querySelector("title").remove();
  picture.querySelector("desc").remove();
  figure.append(picture);
  return [figure, picture];
}

/** Moves the diamonds to the subject's shares. */
function drawProfile(form, scale, name, shares, title) {
  const [figure, picture] = copyOf(form, name, title);
  for (const mark of picture.querySelectorAll("[data-moving]")) {
    const share = shares[mark.dataset.moving];
    const at = position(scale, share);
    if (at === null) {
      mark.remove();
      continue;
    }
    mark.setAttribute("transform", `translate(${(at - scale.start).toFixed(2)} 0)`);
    const base = parseFloat(mark.querySelector("use").getAttribute("y")) + 4;
    const room = picture.viewBox.baseVal.width - 4;
    picture.append(shape("text", { x: room, y: base, "text-anchor": "end", "font-size": 11, fill: "#1a1a1a" }, share));
  }
  return figure;
}

/** Draws the subject's course along both scales; `points` are score and rank by period. */
function drawCourse(form, scales, name, points, title) {
  const [figure, picture] = copyOf(form, name, title);
  for (const key of ["score", "rank"]) {
    const spots = points
      .map((point, at) => ({ x: position(scales.x, at), y: position(scales[key], point[key]), text: point[key] }))
      .filter((spot) => spot.y !== null);
    const line = spots.map((spot) => `${spot.x.toFixed(2)},${spot.y.toFixed(2)}`).join(" ");
    picture.append(shape("polyline", { points: line, fill: "none", stroke: "#1f4e79", "stroke-width": 2 }));
    for (const { x, y, text } of spots) {
      picture.append(shape("circle", { cx: x.toFixed(2), cy: y.toFixed(2), r: 3.5, fill: "#1f4e79" }));
      const label = { x: x.toFixed(2), y: (y - 9).toFixed(2), "text-anchor": "middle", "font-size": 11, fill: "#1a1a1a" };
      picture.append(shape("text", label, text));
    }
  }
  return figure;
}
