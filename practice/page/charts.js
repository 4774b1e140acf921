// The data_visualization block as plain SVG, with its figures as a table for those who do not see the picture.

import { h, svg, uid } from "./dom.js";
import { me } from "./state.js";
import { say } from "./words.js";

const WIDTH = 520;
const HEIGHT = 200;
const PAD = { left: 40, right: 8, top: 10, bottom: 26 };

/** Title, picture, legend and figures of one chart. */
export function chart(block) {
  const data = block.chart ?? {};
  const title = uid("chart");
  const draw = { pie, bar: plot(bars), line: plot(lines), area: plot(areas) }[data.type];
  if (!draw) return h("span", { class: "unknown" }, say("unknown_block", `data_visualization: ${data.type}`));
  return h("figure", { class: "chart" }, h("figcaption", { id: title }, block.title ?? ""), draw(data, title), legend(data), figures(data));
}

const number = (value) => new Intl.NumberFormat(me()?.locale ?? "en", { maximumFractionDigits: 2 }).format(value);
const series = (data) => (data.series ?? []).map((each) => ({ name: each.name, data: (each.data ?? []).map(({ label, value }) => ({ label, value: Number(value) || 0 })) }));
const labels = (data) => data.axis_config?.categories ?? series(data)[0]?.data.map((each) => each.label) ?? [];
const segments = (data) => (data.segments ?? []).map(({ label, value }) => ({ label, value: Math.max(0, Number(value) || 0) }));

function legend(data) {
  const names = data.type === "pie" ? segments(data).map((each) => each.label) : series(data).map((each) => each.name);
  if (names.length < 2 && data.type !== "pie") return null;
  return h("div", { class: "legend", "aria-hidden": "true" }, names.map((name, at) => h("span", {}, h("i", { class: `swatch tone-${at % 6}` }), name)));
}

function figures(data) {
  const rows = data.type === "pie" ? segments(data).map((each) => [each.label, number(each.value)]) : labels(data).map((label, at) => [label, ...series(data).map((each) => number(each.data[at]?.value ?? 0))]);
  const head = data.type === "pie" ? null : h("tr", {}, h("th", {}, data.axis_config?.x_label ?? ""), series(data).map((each) => h("th", {}, each.name)));
  return h("details", {}, h("summary", {}, say("chart_data")), h("div", { class: "scroll" }, h("table", {}, head, rows.map(([name, ...cells]) => h("tr", {}, h("th", {}, name), cells.map((cell) => h("td", { class: "right" }, cell)))))));
}

function plot(shapes) {
  return (data, title) => {
    const all = series(data).flatMap((each) => each.data.map((point) => point.value));
    const scale = scaleOf(Math.min(0, ...all), Math.max(0, ...all));
    const names = labels(data);
    const step = (WIDTH - PAD.left - PAD.right) / Math.max(1, names.length);
    const at = { x: (index) => PAD.left + step * (index + 0.5), y: (value) => PAD.top + (HEIGHT - PAD.top - PAD.bottom) * (1 - (value - scale.low) / (scale.high - scale.low)), step };
    const captions = [data.axis_config?.y_label, data.axis_config?.x_label];
    return h("div", { class: "plot" }, captions[0] && h("div", { class: "axis" }, captions[0]), svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-labelledby": title }, grid(scale, at), shapes(series(data), at), ticks(names, at)), captions[1] && h("div", { class: "axis x" }, captions[1]));
  };
}

// Whole steps of 1, 2 or 5, so that the grid can be read.
function scaleOf(low, high) {
  const raw = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= raw);
  return { low: Math.floor(low / step) * step, high: Math.max(Math.ceil(high / step) * step, step), step };
}

function grid(scale, at) {
  const lines = Math.round((scale.high - scale.low) / scale.step);
  return Array.from({ length: lines + 1 }, (_, index) => scale.low + index * scale.step).map((value) => [
    svg("line", { class: "grid", x1: PAD.left, x2: WIDTH - PAD.right, y1: at.y(value), y2: at.y(value) }),
    svg("text", { x: PAD.left - 6, y: at.y(value) + 3.5, "text-anchor": "end" }, number(value)),
  ]);
}

function ticks(names, at) {
  // Leave labels out rather than let them run into each other.
  const every = Math.ceil((Math.max(0, ...names.map((name) => name.length)) * 6.5 + 8) / at.step);
  return names.map((name, index) => (index % every ? null : svg("text", { x: at.x(index), y: HEIGHT - 8, "text-anchor": "middle" }, name)));
}

function bars(all, at) {
  const width = Math.min(36, (at.step * 0.7) / Math.max(1, all.length));
  return all.map((each, tone) => each.data.map((point, index) => svg("rect", {
    class: `fill tone-${tone % 6}`, x: at.x(index) + (tone - all.length / 2) * width + 1, width: width - 2, rx: 2,
    y: Math.min(at.y(point.value), at.y(0)), height: Math.abs(at.y(point.value) - at.y(0)),
  }, svg("title", {}, `${each.name}, ${point.label}: ${number(point.value)}`))));
}

const path = (points, at) => points.map((point, index) => `${index ? "L" : "M"}${at.x(index)} ${at.y(point.value)}`).join("");

const lines = (all, at) => all.map((each, tone) => [
  svg("path", { class: `stroke tone-${tone % 6}`, d: path(each.data, at) }),
  each.data.map((point, index) => svg("circle", { class: `fill tone-${tone % 6}`, cx: at.x(index), cy: at.y(point.value), r: 3 }, svg("title", {}, `${each.name}, ${point.label}: ${number(point.value)}`))),
]);

const areas = (all, at) => all.map((each, tone) => [
  svg("path", { class: `wash tone-${tone % 6}`, d: `${path(each.data, at)}L${at.x(each.data.length - 1)} ${at.y(0)}L${at.x(0)} ${at.y(0)}Z` }),
  svg("path", { class: `stroke tone-${tone % 6}`, d: path(each.data, at) }),
]);

function pie(data, title) {
  const parts = segments(data);
  const total = parts.reduce((sum, each) => sum + each.value, 0) || 1;
  let angle = -Math.PI / 2;
  const slices = parts.map((each, tone) => {
    const from = angle;
    angle += (each.value / total) * Math.PI * 2;
    // A full circle has no start and end that an arc could tell apart.
    const d = each.value === total ? "M100 15A85 85 0 1 1 99.9 15Z" : slice(from, angle);
    return svg("path", { class: `fill tone-${tone % 6}`, d }, svg("title", {}, `${each.label}: ${number(each.value)} (${number((each.value / total) * 100)} %)`));
  });
  return svg("svg", { viewBox: "0 0 200 200", class: "pie", role: "img", "aria-labelledby": title }, slices);
}

function slice(from, to) {
  const point = (angle) => `${100 + 85 * Math.cos(angle)} ${100 + 85 * Math.sin(angle)}`;
  return `M100 100L${point(from)}A85 85 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to)}Z`;
}
