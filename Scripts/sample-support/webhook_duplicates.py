"""A customer gets every webhook three times: a shorter timeout meets a slow endpoint."""

from otlp import Call, Failure, Trace, http, sql, text
from world import INVESTIGATOR

REPORT = """Osprey Rail (org_6MXA) say that they receive "every webhook three times" since Monday
afternoon and that their incident bot opens three rooms for each incident. They insist they changed
nothing. Their endpoint is https://hooks.osprey-rail.example/ploverdesk"""

STACK = """Traceback (most recent call last):
  File "/srv/tools/gateway.py", line 212, in dispatch
    return await tool.call(arguments, timeout=self.limits.tool_seconds)
  File "/srv/tools/deploys.py", line 57, in list_deploys
    rows = await self.tracker.get(f"/services/{service}/deploys", params=params)
  File "/srv/tools/tracker.py", line 31, in get
    raise TrackerError(response.status, await response.text())
TrackerError: 500 {"error":"pool exhausted","waited_ms":5000}"""

ATTEMPTS = """delivery             attempt  started                    ended after  outcome
dlv_9K1T00Q          1        2026-11-17T09:40:02.110Z   2,001 ms     timeout (limit 2,000 ms)
dlv_9K1T00Q          2        2026-11-17T09:40:07.130Z   2,001 ms     timeout (limit 2,000 ms)
dlv_9K1T00Q          3        2026-11-17T09:40:17.160Z   1,874 ms     200
dlv_9K1T01B          1        2026-11-17T09:52:44.009Z   2,000 ms     timeout (limit 2,000 ms)
dlv_9K1T01B          2        2026-11-17T09:52:49.030Z   2,001 ms     timeout (limit 2,000 ms)
dlv_9K1T01B          3        2026-11-17T09:52:59.049Z   1,655 ms     200
dlv_9JZZ8M4          1        2026-11-16T11:20:31.777Z   3,214 ms     200
dlv_9JZZ8LC          1        2026-11-16T10:58:09.450Z   2,871 ms     200"""

ANSWER = """# Osprey Rail receives webhooks three times

## Summary

On 16 November at 13:30 UTC the relay's timeout for a delivery went from 10 s to 2 s. Osprey's
endpoint does its work before it answers, which takes about 3 s, so we hang up, count a failure and
send again; their side has long processed the first one. The third attempt succeeds because their
room lookup is cached by then.

## Impact

- org_6MXA: 68 of 71 deliveries since then went out two or three times.
- 23 other organisations have a median answer over 2 s. Seven of them got duplicates as well and
  have not written in.

## Cause

`relay` 2026.11.16-4, change "Free workers sooner: 2 s delivery timeout" (#8761). The change was
right about the workers, and wrong about what a timeout means: a request that was read is not a
request that failed.

## Evidence

- Attempts of `dlv_9K1T00Q`: 2,001 ms timeout, 2,001 ms timeout, 1,874 ms 200.
- The day before the change the same endpoint took 3,214 ms and 2,871 ms, once each, with 200.
- All three attempts carry the same `Ploverdesk-Delivery` header, so that a receiver could tell.

## Ruled out

- **Double publishing on our side**: the outbox has one row for each delivery.
- **Something at Osprey**: their answer times did not change on Monday.

## What to do

1. Put the timeout back to 10 s for endpoints whose median over seven days is above 1 s.
2. Document that receivers should answer first and work later, and should ignore a
   `Ploverdesk-Delivery` that they have seen. We never wrote that down.
3. Tell the seven other organisations."""


def traces():
    t = Trace("webhook-duplicates", "2026-11-17T13:02:19.870Z", "investigator")
    run = t.agent(INVESTIGATOR, [text(REPORT)], conversation="inv_01K9X4T0ZB")
    deploys = Failure("TrackerError", '500 {"error":"pool exhausted","waited_ms":5000}', STACK)
    run.call(
        "Three times, one customer, since Monday afternoon. Hypotheses: (a) we publish each event "
        "three times, (b) we deliver once and retry, (c) their side multiplies. The delivery header "
        "tells (a) from (b): look at deliveries, the outbox, and what was deployed on Monday.",
        Call("run_sql", {"database": "relay", "query": "SELECT delivery_id, count(*) FROM outbox "
             "WHERE organisation = 'org_6MXA' AND created_at > '2026-11-16' GROUP BY 1 HAVING "
             "count(*) > 1"}, {"columns": ["delivery_id", "count"], "rows": []}, ms=900,
             below=[sql("outbox", "SELECT delivery_id, count(*) FROM outbox ...", 870)]),
        Call("query_logs", {"service": "relay", "query": "org=org_6MXA outcome", "from":
                            "2026-11-16T09:00Z", "to": "2026-11-17T10:00Z", "limit": 8}, ATTEMPTS,
             ms=3_700),
        Call("list_deploys", {"service": "relay", "since": "-48h"}, deploys, ms=5_080,
             below=[http("GET", "deploys.internal.example", "/services/relay/deploys", 500, 5_040)]))
    run.call("One row for each delivery, so not (a). Attempts time out at 2,000 ms, but on Monday "
             "morning 3,214 ms was still allowed: somebody changed the limit. The deploy tracker "
             "failed; again.",
             Call("list_deploys", {"service": "relay", "since": "-48h"}, deploys, ms=5_060,
                  below=[http("GET", "deploys.internal.example", "/services/relay/deploys", 500,
                              5_030)]))
    run.call("Still 500. The running configuration will say as well, and so will the logs of the "
             "rollout.",
             Call("kubectl", {"arguments": "rollout history deployment/relay -n relay"},
                  "REVISION  CHANGE-CAUSE\n412       2026.11.14-1\n413       2026.11.16-4 Free "
                  "workers sooner: 2 s delivery timeout (#8761)", ms=620),
             Call("query_metrics", {"expression": "quantile by (org) (0.5, "
                  "webhook_answer_seconds) > 2", "from": "2026-11-10T00:00Z",
                  "to": "2026-11-17T13:00Z", "step": "7d"},
                  {"series": 24, "duplicates_since_2026-11-16T13:30Z": {
                      "org_6MXA": 68, "org_3FDU": 21, "org_0QPA": 14, "org_7WLN": 9,
                      "org_1BBX": 5, "org_9C3T": 4, "org_4KEY": 2, "org_2VVE": 1}}, ms=1_900))
    run.answer(ANSWER, ms=15_000)
    return [t]
