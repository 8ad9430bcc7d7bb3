"use strict";
// The bulletin's data. Numbers come as texts, as the program printed them: nothing here works out a mark.
// Names of elements begin with "-", which no id of a subject does: the rest of the address is a subject's id.

const byName = (name) => document.getElementById(`-${name}`);
const bulletin = JSON.parse(byName("data").textContent);
const words = bulletin.words;

/** A column as a list of texts: `d` are the values that occur, `s` the entries, put together. */
function unpack(packed) {
  if (Array.isArray(packed)) return packed;
  const entries = packed.s.split("|");
  return packed.d ? entries.map((place) => packed.d[place]) : entries;
}

const unpacked = new Map();

/** A packed column as a list, unpacked when it is first asked for. */
function column(packed) {
  if (!unpacked.has(packed)) unpacked.set(packed, unpack(packed));
  return unpacked.get(packed);
}

/** Says a text with its parameters put in. */
function say(code, params) {
  return words[code].replace(/\{(\w+)\}/g, (_, name) => params[name]);
}

/** The part of an address that opens a subject's sheet. */
function address(subject) {
  return `#${encodeURIComponent(subject)}`;
}

/** Texts as they are looked for: whatever their width and case. */
function folded(text) {
  return text.normalize("NFKC").toLowerCase();
}

const subjects = new Map();

/** Where a subject stands by its id: league, table, place in the table and place among the league's columns. */
function findSubject(id) {
  if (!subjects.size) {
    for (const league of bulletin.leagues) {
      let before = 0;
      for (const [name, table] of Object.entries(league.tables)) {
        column(table.values.id).forEach((one, at) => subjects.set(one, { league, name, table, at, place: before + at }));
        before += table.count;
      }
    }
  }
  return subjects.get(id);
}
