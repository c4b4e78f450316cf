// Reads {page: [JSON-LD block, ...]} from stdin, prints what Google's rules for them miss: [[page, severity, message], ...].
import Validator from "@adobe/structured-data-validator";

let input = "";
for await (const chunk of process.stdin) input += chunk;
const found = [];
for (const [page, blocks] of Object.entries(JSON.parse(input))) {
  const jsonld = {};
  for (const block of blocks) (jsonld[block["@type"]] ??= []).push(block);
  for (const issue of await new Validator().validate({ jsonld, microdata: {}, rdfa: {} })) {
    found.push([page, issue.severity, `${issue.path.map((p) => p.type ?? p.property).join("/")}: ${issue.issueMessage}`]);
  }
}
console.log(JSON.stringify(found));
