"""Escalations arrive eleven minutes late after a Redis failover; the evidence is in a huge log."""

import random

from otlp import Call, Failure, Trace, http, text
from world import INVESTIGATOR

REPORT = """Postmortem owner for INC-3391 asks: between 03:12 and 03:24 UTC on 18 November nobody was
paged by escalation policies, then everything arrived at once. 212 escalations were late, the worst
by 11 min 19 s. Our own on-call was among them, which is how we noticed so late. SMS provider had a
yellow banner on their page that night. Was it them? If not, what was it?"""

READONLY = "READONLY You can't write against a read only replica."


def log():
    """The raw log of three workers over fifteen minutes: about 400 KB."""
    rnd = random.Random("late-escalations").random
    lines, at = [], 3 * 3600 + 8 * 60
    failover, recovered = 3 * 3600 + 12 * 60 + 41, 3 * 3600 + 23 * 60 + 52
    steps = ("loaded policy", "evaluated condition", "resolved schedule", "chose target",
             "checked quiet hours", "looked up contact methods")
    while at < 3 * 3600 + 26 * 60:
        at += rnd() * 0.86
        stamp = "2026-11-18T%02d:%02d:%06.3fZ" % (at // 3600, at // 60 % 60, at % 60)
        pod = "escalator-%s" % ("5c8f7-a1x", "5c8f7-kq9", "5c8f7-zt2")[int(rnd() * 3)]
        escalation = "esc_%06X" % int(rnd() * 0xFFFFFF)
        if failover < at < recovered and rnd() < 0.45:
            lines.append(f"{stamp} WARN  {pod} worker={int(rnd() * 8)} escalation={escalation} "
                         f"claim failed, will retry in {int(rnd() * 5) + 1}s: {READONLY}")
        elif rnd() < 0.02:
            lines.append(f"{stamp} DEBUG {pod} cache policies={int(rnd() * 900) + 4000} "
                         f"hits={int(rnd() * 9999)} misses={int(rnd() * 90)}")
        else:
            lines.append(f"{stamp} INFO  {pod} worker={int(rnd() * 8)} escalation={escalation} "
                         f"{steps[int(rnd() * 6)]} policy=pol_{int(rnd() * 4096):03x} "
                         f"level={int(rnd() * 3) + 1} duration_ms={int(rnd() * 40)} "
                         f"queue_depth={int(rnd() * 30) if at < failover or at > recovered + 40 else min(212, int((at - failover) / 3.17))}")
    lines.append("2026-11-18T03:12:41.004Z WARN  escalator-5c8f7-kq9 redis connection reset by "
                 "peer host=redis-claims.internal.example; reconnected to 10.40.7.12 in 38 ms")
    lines.append("2026-11-18T03:23:52.610Z INFO  escalator-5c8f7-kq9 redis resolver refreshed "
                 "host=redis-claims.internal.example 10.40.7.12 -> 10.40.9.31 age_s=671")
    return "\n".join(sorted(lines))


ANSWER = """# Late escalations on 18 November (INC-3391)

## Summary

It was not the SMS provider. When Redis `redis-claims` failed over at 03:12:41, the escalator's
workers reconnected to the old address, which had become a read-only replica. Every attempt to claim
an escalation failed until the workers resolved the name again at 03:23:52. Nothing was lost; 212
escalations waited in the queue and went out within 40 s.

## Impact

212 escalations of 71 organisations, late by 1 s to 11 min 19 s (median 5 min 33 s).

## Cause

1. `redis-claims` was failed over by the operator for a node drain at 03:12:41. Expected, and it
   took 2 s.
2. The escalator's resolver caches addresses for 600 s (`resolver.ttl`, set in 2024 to spare a DNS
   server that no longer exists), plus up to 60 s until the next refresh. 671 s passed.
3. The client treats `READONLY` as an error of the command and not of the connection, so it retried
   on the same connection and never reconnected.
4. No alert: the escalator's heartbeat only says that workers are running. They were.

## Evidence

- Raw log of the three workers: from 03:12:41 to 03:23:52 every `claim` fails with `READONLY You
  can't write against a read only replica.`; `resolver refreshed ... age_s=671` ends it.
- `INFO replication` on 10.40.7.12: `role:slave` since 03:12:41.
- Delivery receipts: the provider accepted each SMS within 1.9 s of our request (p99).

## Ruled out

- **The SMS provider.** Looked at first because of their banner. Our requests to them begin only
  at 03:23:53; before that there is nothing they could have delivered. Push and e-mail were late too.
- **Schedules.** The 03:00 hand-over of 14 schedules happened on time.

## What to do

1. Treat `READONLY` as a lost connection: close, resolve, reconnect. (Small, today.)
2. Lower `resolver.ttl` to 5 s, or drop the cache.
3. Alert on the age of the oldest unclaimed escalation, over 60 s, through a path that does not
   depend on the escalator.
4. Drill it: fail over `redis-claims` in staging every week."""


def traces():
    t = Trace("late-escalations", "2026-11-18T10:31:40.020Z", "investigator")
    run = t.agent(INVESTIGATOR, [text(REPORT)], conversation="inv_01K9ZK2F4T")
    run.call(
        "Affected: escalations of all kinds or of SMS only? That decides between the provider and "
        "us. Hypotheses: (a) SMS provider, (b) escalator did not run, (c) it ran and could not work.",
        Call("query_metrics", {"expression": "sum by (channel) (rate(notifications_sent[1m]))",
                               "from": "2026-11-18T03:00Z", "to": "2026-11-18T03:40Z",
                               "step": "1m"},
             Failure("500", "metrics answered 500: too many samples: query would load 54,120,000"),
             ms=4_010, below=[http("POST", "metrics.internal.example", "/api/v1/query_range", 500,
                                   3_950)]),
        Call("list_incidents", {"search": "escalation late", "state": "all"},
             {"total": 1, "incidents": [{"id": "INC-3391", "name": "Escalations delayed",
                                         "declared_at": "2026-11-18T03:26:10Z",
                                         "severity": "major"}]}, ms=280))
    run.call("The provider's banner is the obvious lead, so I look there first: what did they answer "
             "us during the gap?",
             Call("query_logs", {"service": "notifier", "query": "provider=sms", "from":
                                 "2026-11-18T03:10Z", "to": "2026-11-18T03:26Z", "limit": 20},
                  "(no results between 03:12:41 and 03:23:53)\n"
                  "2026-11-18T03:12:38.551Z INFO notifier provider=sms accepted=true took_ms=840\n"
                  "2026-11-18T03:23:53.902Z INFO notifier provider=sms accepted=true took_ms=1310\n"
                  "2026-11-18T03:23:53.911Z INFO notifier provider=sms accepted=true took_ms=1022\n"
                  "2026-11-18T03:23:53.940Z INFO notifier provider=push accepted=true took_ms=88\n"
                  "(208 more until 03:24:33)", ms=1_800))
    run.call(
        "No request to the provider at all in the gap, and push stopped as well. So it is not them: "
        "we did not ask. The escalator itself, then: all lines of its workers, unfiltered, because I "
        "do not know yet what to filter for.",
        Call("query_logs", {"service": "escalator", "query": "*", "from": "2026-11-18T03:08Z",
                            "to": "2026-11-18T03:26Z", "limit": 5000}, log(), ms=9_300),
        Call("kubectl", {"arguments": "get events -n escalator --sort-by=.lastTimestamp"},
             "LAST SEEN   TYPE     REASON    OBJECT                 MESSAGE\n"
             "7h18m       Normal   Drain     node/worker-17         draining for kernel update\n"
             "7h18m       Normal   Failover  redis/redis-claims     promoted redis-claims-1", ms=650))
    run.call("A failover at 03:12:41, and from then on READONLY. Which role does the address have "
             "that the workers reconnected to?",
             Call("redis_info", {"instance": "10.40.7.12", "section": "replication"},
                  "# Replication\nrole:slave\nmaster_host:10.40.9.31\nmaster_port:6379\n"
                  "master_link_status:up\nslave_read_only:1", ms=120),
             Call("kubectl", {"arguments": "get configmap escalator -n escalator -o yaml"},
                  "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: escalator\n"
                  "  namespace: escalator\ndata:\n  redis.host: redis-claims.internal.example\n"
                  "  resolver.ttl: \"600s\"\n  resolver.refresh_every: \"60s\"\n"
                  "  workers: \"8\"\n  # resolver.ttl: do not lower, dns-legacy cannot take it\n",
                  ms=480))
    run.answer(ANSWER, ms=18_500)
    t.evaluate(run.span, "root-cause", 0.9, "correct",
               "Right cause and the right way to it. Did not verify that the cached address was the "
               "one used by all three pods.")
    return [t]
