// Record what ICU answers, through Node's Intl, as the oracle for tests/test_formats_oracle.py.
//
//     node tools/record_intl.mjs
//
// The tests read the recorded files and need no Node. Each file's head says which ICU and CLDR answered.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const target = join(dirname(fileURLToPath(import.meta.url)), "..", "tests", "data", "formats");

// A locale and the currency of its territory.
const LOCALES = `
af-ZA ZAR, am-ET ETB, ar-AE AED, ar-EG EGP, ar-SA SAR, az-AZ AZN, be-BY BYN, bg-BG BGN, bn-BD BDT, bs-BA BAM, ca-ES EUR,
cs-CZ CZK, da-DK DKK, de-AT EUR, de-CH CHF, de-DE EUR, el-GR EUR, en-AU AUD, en-CA CAD, en-GB GBP, en-IN INR, en-NZ NZD,
en-US USD, en-ZA ZAR, es-AR ARS, es-CL CLP, es-CO COP, es-ES EUR, es-MX MXN, es-PE PEN, es-US USD, et-EE EUR, eu-ES EUR,
fa-IR IRR, fi-FI EUR, fil-PH PHP, fr-BE EUR, fr-CA CAD, fr-CH CHF, fr-FR EUR, gl-ES EUR, gu-IN INR, he-IL ILS, hi-IN INR,
hr-HR EUR, hu-HU HUF, hy-AM AMD, id-ID IDR, is-IS ISK, it-CH CHF, it-IT EUR, ja-JP JPY, ka-GE GEL, kk-KZ KZT, km-KH KHR,
ko-KR KRW, lt-LT EUR, lv-LV EUR, mk-MK MKD, mn-MN MNT, mr-IN INR, ms-MY MYR, my-MM MMK, nb-NO NOK, ne-NP NPR, nl-BE EUR,
nl-NL EUR, pa-IN INR, pl-PL PLN, pt-AO AOA, pt-BR BRL, pt-PT EUR, ro-RO RON, ru-RU RUB, si-LK LKR, sk-SK EUR, sl-SI EUR,
sq-AL ALL, sr-RS RSD, sr-Latn-RS RSD, sv-SE SEK, sw-KE KES, ta-IN INR, te-IN INR, th-TH THB, tr-TR TRY, uk-UA UAH,
ur-PK PKR, uz-UZ UZS, vi-VN VND, zh-CN CNY, zh-HK HKD, zh-TW TWD, zu-ZA ZAR, en-BR BRL, hi-IN-u-nu-deva INR,
ar-EG-u-nu-latn EGP, ar-KW KWD, ar-MA MAD, en-150 EUR, en-DE EUR, en-NL EUR, en-IE EUR, de-LI CHF, en-SG SGD, es-DO DOP,
pa-PK PKR, ky-KG KGS, lo-LA LAK, kn-IN INR, ml-IN INR`
  .trim().split(/,\s*/).map((pair) => pair.split(" "));

const VALUES = ["-1234567.891", "-1234.5", "-0.5", "0", "0.5", "1", "1.005", "9.99", "1234.5", "12345.675", "1234567.891", "1000000000"];

function write(name, cases) {
  const head = { recorded_by: "tools/record_intl.mjs", node: process.version, icu: process.versions.icu, cldr: process.versions.cldr };
  mkdirSync(target, { recursive: true });
  const lines = cases.map((one) => JSON.stringify(one)).join(",\n");
  writeFileSync(join(target, `${name}.json`), `{"head": ${JSON.stringify(head)},\n"cases": [\n${lines}\n]}\n`);
  console.log(name, cases.length);
}

const number = (locale, options, values) => {
  const format = new Intl.NumberFormat(locale, options);
  return values.map((value) => format.format(value));
};

// [locale, currency, options as glocal names them, values, answers]
function currencies() {
  const found = [];
  for (const [locale, own] of LOCALES) {
    for (const currency of new Set([own, "USD", "EUR", "JPY", "KWD", "CHF"])) {
      const options = { style: "currency", currency, roundingMode: "halfEven" };
      found.push([locale, currency, {}, VALUES, number(locale, options, VALUES)]);
    }
  }
  return found;
}

function currencyOptions() {
  const found = [];
  const few = ["-1234.5", "1", "2.005", "12345.675"];
  for (const [locale, own] of LOCALES) {
    for (const currency of new Set([own, "USD", "RUB"])) {
      const ask = (options, intl) =>
        found.push([locale, currency, options, few, number(locale, { style: "currency", currency, roundingMode: "halfEven", ...intl }, few)]);
      ask({ style: "accounting" }, { currencySign: "accounting" });
      ask({ display: "narrow" }, { currencyDisplay: "narrowSymbol" });
      ask({ display: "code" }, { currencyDisplay: "code" });
      ask({ display: "name" }, { currencyDisplay: "name" });
      ask({ rounding: "half-up" }, { roundingMode: "halfExpand" });
      ask({ digits: 0 }, { maximumFractionDigits: 0, minimumFractionDigits: 0 });
    }
  }
  return found;
}

// [locale, kind, options, values, answers]
function numbers() {
  const found = [];
  const ratios = ["-0.5", "0", "0.005", "0.25", "0.255", "1", "12.5"];
  const large = ["-1234", "0", "0.55", "7", "999", "1234", "9999", "12345", "99950", "123456", "999999", "1234567", "15000000", "1234567890", "2500000000000"];
  for (const [locale] of LOCALES) {
    const even = { roundingMode: "halfEven" };
    found.push([locale, "number", {}, VALUES, number(locale, even, VALUES)]);
    found.push([locale, "number", { min_fraction: 2, max_fraction: 2 }, VALUES, number(locale, { ...even, minimumFractionDigits: 2, maximumFractionDigits: 2 }, VALUES)]);
    found.push([locale, "number", { grouping: false }, VALUES, number(locale, { ...even, useGrouping: false }, VALUES)]);
    found.push([locale, "number", { max_fraction: 0, rounding: "half-up" }, VALUES, number(locale, { maximumFractionDigits: 0, roundingMode: "halfExpand" }, VALUES)]);
    found.push([locale, "percent", {}, ratios, number(locale, { ...even, style: "percent" }, ratios)]);
    found.push([locale, "percent", { max_fraction: 1 }, ratios, number(locale, { ...even, style: "percent", maximumFractionDigits: 1 }, ratios)]);
    for (const width of ["short", "long"]) {
      found.push([locale, "compact", { width }, large, number(locale, { ...even, notation: "compact", compactDisplay: width }, large)]);
    }
  }
  return found;
}

const UNITS = `centimeter meter kilometer millimeter inch foot yard mile gram kilogram ounce pound milliliter liter
  fluid-ounce gallon celsius fahrenheit day hour minute month year week percent`.split(/\s+/);

// [locale, unit, width, values, answers]
function units() {
  const found = [];
  for (const [locale] of LOCALES) {
    for (const unit of UNITS) {
      for (const width of ["long", "short", "narrow"]) {
        const values = width === "long" ? ["-1.5", "0", "1", "2", "5", "1234.5"] : ["1", "2", "12345.5"];
        found.push([locale, unit, width, values, number(locale, { style: "unit", unit, unitDisplay: width, roundingMode: "halfEven" }, values)]);
      }
    }
  }
  return found;
}

const DAYS = ["2026-01-02", "2026-05-09", "2026-11-21", "2027-12-31"];
const RANGES = [["2026-11-21", "2026-11-24"], ["2026-11-28", "2026-12-03"], ["2026-12-30", "2027-01-04"], ["2026-03-05", "2026-03-05"]];
const noon = (day) => new Date(`${day}T12:00:00Z`);

// [locale, style, days, answers, ranges, answers]
function dates() {
  const found = [];
  for (const [locale] of LOCALES) {
    for (const dateStyle of ["short", "medium", "long", "full"]) {
      const format = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC", calendar: "gregory" });
      found.push([locale, dateStyle, DAYS, DAYS.map((day) => format.format(noon(day))),
        RANGES, RANGES.map(([a, b]) => format.formatRange(noon(a), noon(b)))]);
    }
  }
  return found;
}

// [locale, calendar, style, days, answers, ranges, answers]
function calendars() {
  const found = [];
  const days = [...DAYS];
  for (let day = Date.UTC(2016, 2, 15); day < Date.UTC(2036, 3, 1); day += 11 * 86400000) days.push(new Date(day).toISOString().slice(0, 10));
  for (const [locale, calendar] of [["th-TH", "buddhist"], ["fa-IR", "persian"]]) {
    for (const dateStyle of ["short", "medium", "long", "full"]) {
      const format = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC", calendar });
      const asked = dateStyle === "short" ? days : DAYS;
      found.push([locale, calendar, dateStyle, asked, asked.map((day) => format.format(noon(day))),
        RANGES, RANGES.map(([a, b]) => format.formatRange(noon(a), noon(b)))]);
    }
  }
  return found;
}

const WORDS = [["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"], ["Irene", "Inés"], ["uno", "ocho"], ["שלום", "abc"]];

// [locale, style, width, lists, answers]
function lists() {
  const found = [];
  for (const [locale] of LOCALES) {
    for (const [style, type] of [["and", "conjunction"], ["or", "disjunction"], ["unit", "unit"]]) {
      for (const width of ["long", "short", "narrow"]) {
        const format = new Intl.ListFormat(locale, { type, style: width });
        found.push([locale, style, width, WORDS, WORDS.map((words) => format.format(words))]);
      }
    }
  }
  return found;
}

const COUNTS = ["-10", "-2", "-1", "0", "1", "2", "5", "1.5"];

// [locale, style, words, unit, counts, answers]
function relatives() {
  const found = [];
  for (const [locale] of LOCALES) {
    for (const [style, numeric, units] of [["long", "always", ["year", "quarter", "month", "week", "day", "hour", "minute", "second"]],
      ["short", "always", ["day", "month", "hour"]], ["narrow", "always", ["day", "month", "hour"]], ["long", "auto", ["day", "week", "month", "year"]]]) {
      const format = new Intl.RelativeTimeFormat(locale, { style, numeric });
      for (const unit of units) {
        found.push([locale, style, numeric === "auto", unit, COUNTS, COUNTS.map((count) => format.format(Number(count), unit))]);
      }
    }
  }
  return found;
}

// [locale, kind, numbers as written, answers]
function plurals() {
  const found = [];
  const whole = ["0", "1", "2", "3", "4", "5", "7", "8", "11", "12", "20", "21", "22", "23", "42", "80", "100", "101", "111", "1000000"];
  const fractions = ["0.0", "0.5", "1.0", "1.5", "2.10", "5.25"];
  for (const [locale] of LOCALES) {
    const category = (type, text) => {
      const digits = (text.split(".")[1] ?? "").length;
      return new Intl.PluralRules(locale, { type, minimumFractionDigits: digits, maximumFractionDigits: digits }).select(Number(text));
    };
    const cardinal = [...whole, ...fractions];
    found.push([locale, "plural", cardinal, cardinal.map((text) => category("cardinal", text))]);
    found.push([locale, "ordinal_plural", whole, whole.map((text) => category("ordinal", text))]);
  }
  return found;
}

// [locale, kind, codes, answers]
function names() {
  const found = [];
  const regions = ["BR", "RU", "US", "DE", "CN", "JP", "GB", "SA", "IN", "NG", "TW", "XK"];
  const languages = ["pt", "ru", "en", "de", "zh", "ja", "ar", "hi", "pt-BR", "zh-Hant"];
  for (const [locale] of LOCALES) {
    const plain = locale.replace(/-u-.*/, "");
    const ask = (type, codes) => codes.map((code) => new Intl.DisplayNames(plain, { type }).of(code));
    found.push([locale, "territory_name", regions, ask("region", regions)]);
    found.push([locale, "language_name", languages, ask("language", languages)]);
  }
  return found;
}

write("currency", currencies());
write("currency_options", currencyOptions());
write("number", numbers());
write("unit", units());
write("date", dates());
write("calendar", calendars());
write("list", lists());
write("relative", relatives());
write("plural", plurals());
write("names", names());
