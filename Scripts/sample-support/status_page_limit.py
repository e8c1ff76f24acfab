"""Users of one organisation cannot create status pages: one statement has too many parameters."""

from otlp import Call, Failure, Trace, http, image, sql, text
from pictures import dialog
from world import CODE_RESEARCHER, INVESTIGATOR

REPORT = """Fennimore Freight (org_41ZK) cannot create status pages since this morning. Their admin
fills in the form, presses Create, waits two or three seconds and gets "Something went wrong". It
happens with every template they have. Other customers seem fine; at least nobody else has written
in. Screenshot from their admin attached. Ticket SUP-20418, they have a planned cut-over at 16:00
UTC today and want a page for it, so this is a bit urgent.

Please find out why, and what we should do."""

DEPLOYS = [
    {"version": "2026.11.19-2", "at": "2026-11-19T16:41:08Z", "by": "deploy-bot",
     "changes": ["Move page permission checks to the policy service (#8812)",
                 "Bump OpenTelemetry libraries (#8807)"]},
    {"version": "2026.11.18-1", "at": "2026-11-18T10:02:55Z", "by": "deploy-bot",
     "changes": ["Show the template's name on the review step (#8790)"]},
]

FIRST_LOGS = """2026-11-20T08:02:14.118Z INFO  pages-api org=org_41ZK POST /v2/pages request_id=8f1c02 user=usr_7PQ template=tpl_route
2026-11-20T08:02:14.946Z INFO  pages-api org=org_41ZK policy.check action=page.create allowed=true duration_ms=812 request_id=8f1c02
2026-11-20T08:02:17.377Z ERROR pages-api org=org_41ZK POST /v2/pages status=500 duration_ms=3259 error_code=internal request_id=8f1c02 trace=5b0e7a91c4d2f3e8
2026-11-20T08:03:40.902Z INFO  pages-api org=org_41ZK POST /v2/pages request_id=8f1c77 user=usr_7PQ template=tpl_route
2026-11-20T08:03:41.688Z INFO  pages-api org=org_41ZK policy.check action=page.create allowed=true duration_ms=774 request_id=8f1c77
2026-11-20T08:03:44.015Z ERROR pages-api org=org_41ZK POST /v2/pages status=500 duration_ms=3113 error_code=internal request_id=8f1c77 trace=a2bb41909e60d517
2026-11-20T08:21:09.530Z INFO  pages-api org=org_41ZK POST /v2/pages request_id=8f2a40 user=usr_7R1 template=tpl_depot
2026-11-20T08:21:12.484Z ERROR pages-api org=org_41ZK POST /v2/pages status=500 duration_ms=2954 error_code=internal request_id=8f2a40 trace=c90d2e5571aa8f04
2026-11-20T08:52:31.007Z ERROR pages-api org=org_41ZK POST /v2/pages status=500 duration_ms=3188 error_code=internal request_id=8f3511 trace=19f4d0be22c7a665
(9 more of the same; first at 08:02:17, last at 09:11:48)"""

DIFF = """diff --git a/pages/create.go b/pages/create.go
@@ -41,9 +41,14 @@ func (s *Service) Create(ctx context.Context, req CreateRequest) (*Page, error)
-    if !req.Actor.Can(ActionCreatePage, req.Organisation) {
-        return nil, ErrForbidden
+    decision, err := s.policy.Check(ctx, policy.Request{
+        Actor:  req.Actor.ID,
+        Action: policy.PageCreate,
+        Scope:  req.Organisation,
+    })
+    if err != nil {
+        return nil, fmt.Errorf("policy check: %w", err)
     }
+    if !decision.Allowed {
+        return nil, ErrForbidden
+    }
diff --git a/go.mod b/go.mod
@@ -12,7 +12,7 @@
-    telemetry v1.38.0
+    telemetry v1.39.1
(2 files, 9 insertions, 3 deletions, and 31 test files)"""

METRICS = {
    "expression": "sum by (org) (increase(http_requests_total{service='pages-api',"
                  "route='POST /v2/pages',status='500'}[1h]))",
    "series": [{"org": "org_41ZK", "points": [
        ["2026-11-19T16:00Z", 0], ["2026-11-19T18:00Z", 0], ["2026-11-19T22:00Z", 0],
        ["2026-11-20T06:00Z", 0], ["2026-11-20T08:00Z", 11], ["2026-11-20T09:00Z", 2]]}],
    "created_since_deploy": {"pages": 214, "organisations": 97, "org_41ZK": 3},
    "note": "org_41ZK created its last page at 2026-11-19T17:26:30Z, after the deploy of 16:41"}

FAILING_REQUEST = """trace 5b0e7a91c4d2f3e8  POST /v2/pages  3,259 ms  status 500
  +0 ms      POST /v2/pages                       pages-api   3,259 ms  ERROR
  +6 ms        policy.Check                       policy        812 ms  ok  allowed=true
  +821 ms      template.Load tpl_route            pages-api      11 ms  ok  fields=6
  +833 ms      fields.Resolve                     pages-api   2,090 ms  ok
  +834 ms        field "Region"  static           pages-api       0 ms  ok  options=5
  +834 ms        field "Depot"   catalogue-backed pages-api   2,088 ms  ok  options=57507
  +835 ms          catalogue.ListEntries type=Depot  catalogue  2,061 ms  ok  pages=58
  +2,925 ms    db.Begin                           pages-api       1 ms  ok
  +2,926 ms    INSERT page                        pages-api       3 ms  ok  rows=1
  +2,929 ms    INSERT page_field_option           pages-api     326 ms  ERROR
                 error: pq: got 115017 parameters but PostgreSQL only supports 65535 parameters
  +3,256 ms    db.Rollback                        pages-api       2 ms  ok"""

CATALOGUE_TYPE = {
    "organisation": "org_41ZK", "type": "Depot", "source": "import:asset-register",
    "entries": 57507, "attributes": ["code", "name", "region", "owner", "opened_on"],
    "used_by": [{"kind": "page_template_field", "template": "tpl_route", "field": "Depot"},
                {"kind": "page_template_field", "template": "tpl_depot", "field": "Depot"},
                {"kind": "page_template_field", "template": "tpl_cutover", "field": "Depot"}],
    "syncs": [
        {"at": "2026-11-20T07:48:19Z", "added": 53395, "removed": 0, "changed": 12,
         "note": "filter `is_active` removed by usr_7PQ"},
        {"at": "2026-11-19T07:48:03Z", "added": 4, "removed": 1, "changed": 20, "note": None}]}

SOURCE = """ 88  // insertOptions stores the options that a page was created with, so that the page does not
 89  // change when the catalogue does.
 90  func (s *Store) insertOptions(ctx context.Context, tx *sql.Tx, page Page, field Field,
 91      options []Option) error {
 92      if len(options) == 0 {
 93          return nil
 94      }
 95      query := strings.Builder{}
 96      query.WriteString("INSERT INTO page_field_option " +
 97          "(organisation_id, page_id, field_id, option_id, label) VALUES ")
 98      args := []any{page.OrganisationID, page.ID, field.ID}
 99      for i, option := range options {
100          if i > 0 {
101              query.WriteString(", ")
102          }
103          fmt.Fprintf(&query, "($1, $2, $3, $%d, $%d)", len(args)+1, len(args)+2)
104          args = append(args, option.ID, option.Label)
105      }
106      _, err := tx.ExecContext(ctx, query.String(), args...)
107      return err
108  }"""

TESTS = """pages/store/options_test.go:21:func TestInsertOptionsEmpty(t *testing.T)
pages/store/options_test.go:34:func TestInsertOptionsKeepsOrder(t *testing.T) // 40 options
pages/store/options_test.go:58:func TestInsertOptionsSameLabelTwice(t *testing.T)"""

BLAST = {"columns": ["organisation", "type", "entries", "fields", "parameters"], "rows": [
    ["org_41ZK", "Depot", 57507, 3, 115017], ["org_9C3T", "Store", 31904, 1, 63811],
    ["org_2VVE", "Vessel", 18220, 2, 36443], ["org_8HHD", "Customer", 11071, 1, 22145],
    ["org_5TQM", "Service", 6340, 4, 12683]]}

ANSWER = """# Fennimore Freight cannot create status pages

## Summary

Creating a page copies every option of every catalogue-backed field into `page_field_option` with a
single INSERT. Fennimore's catalogue type `Depot` grew from 4,112 to 57,507 entries in this
morning's sync, so that statement now has 115,017 parameters; PostgreSQL's protocol allows 65,535.
The insert fails, the transaction is rolled back, and the user sees "Something went wrong". It is
our bug: nothing they did is wrong.

## Impact

- One organisation, org_41ZK: 13 failed attempts by 2 users between 08:02 and 09:11 UTC. All three
  of their templates have the field, so they cannot create any page.
- Existing pages are not affected, and nothing was half written: every attempt was rolled back.
- **org_9C3T is next**: 31,904 entries, 63,811 parameters. It breaks at 32,767 entries, that is
  863 more.

## Cause

`pages/store/options.go:98-106` builds one statement with two parameters for each option and three
shared ones: 2 x 57,507 + 3 = 115,017. The Bind message of PostgreSQL's protocol counts parameters
in 16 bits, so 65,535 is a hard limit which no setting raises. The largest field that works has
(65,535 - 3) / 2 = 32,766 options.

At 07:48:19 UTC usr_7PQ removed the filter `is_active` from the import of `Depot`, which added
53,395 entries. The first failure followed 14 minutes later.

## Evidence

- Trace 5b0e7a91c4d2f3e8, span `INSERT page_field_option`: `pq: got 115017 parameters but
  PostgreSQL only supports 65535 parameters`.
- Catalogue: `entries: 57507`, sync of 07:48:19 `added: 53395`.
- The tests of `insertOptions` use at most 40 options.

## Ruled out

- **The deploy of 2026-11-19 16:41 (#8812, policy service).** My first suspicion, and wrong: it adds
  about 0.8 s to each request, but the check answers `allowed=true` in every failing request, 97
  organisations created 214 pages since, and org_41ZK itself created one at 17:26 with it. The
  0.8 s deserves a ticket of its own.
- **The catalogue service.** One 500 while I was looking was a pod restarting; the failing requests
  themselves got all 58 pages of entries without an error.

## What to do

1. Now, for the cut-over at 16:00: ask Fennimore to put the filter `is_active` back on the import of
   `Depot`, or to take the field out of `tpl_cutover`. Either works at once. Support can do the
   second for them.
2. Today: pass the options as two arrays, `INSERT ... SELECT $1, $2, $3, * FROM unnest($4::text[],
   $5::text[])`. Five parameters, whatever the size. Add a test with 70,000 options.
3. This week: log the database's error with `error_code=internal`. The cause was in the trace but in
   no log line, which cost the first ten minutes.
4. Ask whether a page needs a copy of 57,507 options at all: a page shows the ones that were chosen,
   usually fewer than five. (A question for the product team, not part of the fix.)"""


def research(trace, parent):
    run = trace.agent(CODE_RESEARCHER, [text(
        "How does pages-api store the options of a catalogue-backed field when a page is created? "
        "How many query parameters does that take for n options, and is there any batching?")],
        parent=parent)
    run.call(None, Call("search_code", {"repository": "pages-api", "pattern": "page_field_option"},
                        "pages/store/options.go:96: \"INSERT INTO page_field_option \" +\n"
                        "pages/store/options.go:121: SELECT option_id, label FROM page_field_option\n"
                        "migrations/0147_page_field_option.sql:1: CREATE TABLE page_field_option (",
                        ms=420), ms=1_400)
    run.call("The insert is in options.go; reading it whole.",
             Call("read_file", {"repository": "pages-api", "path": "pages/store/options.go",
                                "lines": "88-108"}, SOURCE, ms=95),
             Call("search_code", {"repository": "pages-api", "pattern": "func TestInsertOptions"},
                  TESTS, ms=380), ms=1_700)
    return run.answer(
        "One INSERT for all options (pages/store/options.go:95-106). Three parameters are shared "
        "by all rows (organisation, page, field: line 98) and each option adds two (id and label: "
        "line 104), so n options take 2n + 3 parameters. There is no batching and no upper bound; "
        "the only guard is for zero options (line 92). Tests go up to 40 options "
        "(options_test.go:34).", ms=2_300)


def traces():
    t = Trace("status-page-parameters", "2026-11-20T09:14:07.212Z", "investigator")
    server = t.server("POST /v1/investigations", {
        "http.request.method": "POST", "url.path": "/v1/investigations",
        "http.response.status_code": 200, "ploverdesk.ticket": "SUP-20418"})
    run = t.agent(INVESTIGATOR, [{"role": "user", "parts": [text(REPORT), image(dialog())]}],
                  parent=server, conversation="inv_01KA3M7Q9D")
    run.call(
        "Affected: org_41ZK, since this morning, creating pages. Not affected, as far as we know: "
        "everyone else. Hypotheses: (a) something deployed to pages-api, (b) something particular "
        "to their data, such as templates or fields, (c) permissions of their users. I start with "
        "logs, deploys and known incidents.",
        Call("query_logs", {"service": "pages-api", "query": "status>=500", "from": "-7d",
                            "to": "now", "limit": 200},
             Failure("timeout", "query cancelled after 30,000 ms: 7 days without an organisation "
                                "scans 1.9 TB; narrow it down"), ms=30_000),
        Call("list_deploys", {"service": "pages-api", "since": "-72h"}, DEPLOYS, ms=240),
        Call("list_incidents", {"search": "status page create", "state": "open"},
             {"total": 0, "incidents": []}, ms=310,
             below=[sql("incident", "SELECT id, name FROM incident WHERE state = $1 AND search "
                        "@@ plainto_tsquery($2) LIMIT 20")]),
        thought="One customer only, and every template. If it were a deploy I would expect more "
                "than one customer, but creating pages is rare, so a few hours may not show it.")
    run.call("The search was too wide. The same for this organisation, since midnight.",
             Call("query_logs", {"service": "pages-api", "query": "org=org_41ZK route=/v2/pages",
                                 "from": "2026-11-20T00:00Z", "to": "2026-11-20T09:15Z",
                                 "limit": 50}, FIRST_LOGS, ms=2_150))
    run.call(
        "Every failure is preceded by a policy check of about 0.8 s, and the deploy of yesterday "
        "evening moved permission checks to the policy service. That is a suspect: perhaps the "
        "check eats the request's deadline. Let me look at the change, and at whether anyone else "
        "fails since.",
        Call("diff_deploys", {"service": "pages-api", "from": "2026.11.18-1",
                              "to": "2026.11.19-2"}, DIFF, ms=510),
        Call("query_metrics", {"expression": "sum by (org) (increase(http_requests_total{service="
                               "'pages-api',route='POST /v2/pages',status='500'}[1h]))",
                               "from": "2026-11-19T12:00Z", "to": "2026-11-20T09:15Z",
                               "step": "1h"}, METRICS, ms=880))
    run.call(
        "That refutes the deploy. 97 organisations created 214 pages since then, and org_41ZK "
        "created one itself at 17:26, 45 minutes after it. The failures begin at 08:02 today. I was "
        "wrong to start from the deploy; what changed for this organisation between 17:26 and "
        "08:02? I follow one failing request to the end.",
        Call("trace_lookup", {"trace_id": "5b0e7a91c4d2f3e8"}, FAILING_REQUEST, ms=640),
        thought="The check was allowed=true in each failing request. It was there in the logs; I "
                "looked at the duration and not at the result.")
    run.call(
        "There it is: `got 115017 parameters but PostgreSQL only supports 65535 parameters`, for a "
        "catalogue-backed field with 57,507 options. Two questions now: since when does `Depot` "
        "have that many entries, and how does the code come to 115,017?",
        Call("get_catalogue_type", {"organisation": "org_41ZK", "type": "Depot"},
             Failure("500", "catalogue answered 500: upstream connect error, reset before headers"),
             ms=1_020, below=[http("GET", "catalogue.internal.example",
                                   "/v3/organisations/org_41ZK/types/Depot", 500, 990)]),
        Call("research_code", {"repository": "pages-api", "question":
             "How does pages-api store the options of a catalogue-backed field when a page is "
             "created? How many query parameters for n options; is there batching?"}, run=research))
    run.call("2n + 3 parameters: 2 x 57,507 + 3 = 115,017. It matches exactly. Again the catalogue, "
             "in case that 500 was a restart.",
             Call("get_catalogue_type", {"organisation": "org_41ZK", "type": "Depot"},
                  CATALOGUE_TYPE, ms=1_400,
                  below=[http("GET", "catalogue.internal.example",
                              "/v3/organisations/org_41ZK/types/Depot", 200, 1_310)]),
             Call("kubectl", {"arguments": "get pods -n catalogue"},
                  "NAME                         READY   STATUS    RESTARTS      AGE\n"
                  "catalogue-6f7d9c8b5d-2xkqp   1/1     Running   1 (94s ago)   2d\n"
                  "catalogue-6f7d9c8b5d-m8r4t   1/1     Running   0             2d\n"
                  "catalogue-6f7d9c8b5d-zz6vh   1/1     Running   0             2d", ms=700))
    run.call("Cause and trigger are clear. Who else is near the limit of 32,766 options?",
             Call("run_sql", {"database": "catalogue", "query":
                  "SELECT o.public_id AS organisation, t.name AS type, count(DISTINCT e.id) AS "
                  "entries, count(DISTINCT f.id) AS fields, 2 * count(DISTINCT e.id) + 3 AS "
                  "parameters\nFROM page_template_field f\nJOIN catalogue_type t ON t.id = "
                  "f.catalogue_type_id\nJOIN catalogue_entry e ON e.type_id = t.id\nJOIN "
                  "organisation o ON o.id = t.organisation_id\nGROUP BY 1, 2\nORDER BY 3 DESC\n"
                  "LIMIT 5"}, BLAST, ms=8_400,
                  below=[sql("page_template_field", "SELECT o.public_id AS organisation, t.name AS "
                             "type, count(DISTINCT e.id) AS entries ... LIMIT 5", 8_200)]))
    run.answer(ANSWER, ms=21_000)
    t.log_evaluation(run.span, "root-cause", 1.0, "correct",
                     "Names the statement, the arithmetic and the limit; says that the deploy was a "
                     "wrong turn, and why. Found the second organisation near the limit.")
    t.end(server)
    return [t]
