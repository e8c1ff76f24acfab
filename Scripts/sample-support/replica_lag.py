"""Catalogue changes show up minutes late; a forgotten export holds back the replica."""

from otlp import Call, Failure, Trace, sql, text
from world import DATABASE_ANALYST, INVESTIGATOR

REPORT = """Several customers: a change to a catalogue entry is visible right after saving, then "jumps
back" on reload, then is there again after some minutes. Since about 09:00. Is data being lost??"""

ACTIVITY = """ pid   | state               | xact_age | wait_event     | query
-------+---------------------+----------+----------------+-------------------------------------------
 48213 | active              | 01:52:07 |                | COPY (SELECT * FROM catalogue_entry_version
 51877 | active              | 00:00:00 |                | SELECT ... FROM pg_stat_activity
 49002 | idle in transaction | 00:00:03 | ClientRead     | SELECT 1"""

PLAN = """Limit  (cost=0.57..812.40 rows=50 width=412) (actual time=0.061..2.118 rows=50 loops=1)
  Buffers: shared hit=214
  ->  Index Scan using catalogue_entry_type_position on catalogue_entry
        (cost=0.57..51320.11 rows=3161 width=412) (actual time=0.060..2.104 rows=50 loops=1)
        Index Cond: (type_id = 88213)
Planning Time: 0.412 ms
Execution Time: 2.171 ms"""

ANALYSIS = """The replica is not slow, it waits. `pg_stat_activity` on pg-main-replica-2 shows pid 48213,
a COPY that has run for 1 h 52 min. Replay has conflicted with its snapshot since 09:01: the primary
vacuumed `catalogue_entry_version`, and with `max_standby_streaming_delay = -1` the replica waits for
the query without limit instead of cancelling it. Replay position is 1 h 49 min behind. Reading from
the index takes 2 ms, so queries themselves are fine; they see an old state."""

ANSWER = """# Catalogue changes that jump back

## Summary

No data is lost. Saves go to the primary and reads after a reload may go to `pg-main-replica-2`,
which has been standing still since 09:01 because an export (pid 48213, role `bi_export`) has held a
snapshot for almost two hours. The change is there again when the balancer picks the other replica.

## Cause

`max_standby_streaming_delay = -1` on replica 2: replay waits for any query for as long as it runs.
Set on 12 November for a one-off export and not set back. The nightly export moved to 09:00 today.

## Ruled out

- **Autovacuum on the primary**, which I first reported to the requester as the cause at 11:05. It
  was running and it is what replay conflicts with, but it is normal and runs every day. Corrected
  at 11:09.
- **The console's cache**: bypassed with `?fresh=1`, same result.

## What to do

1. Cancel pid 48213: `SELECT pg_cancel_backend(48213)`. I may not; a person has to.
2. Set `max_standby_streaming_delay` to 30 s on replica 2.
3. Give exports a replica that serves no users.
4. Take a replica out of the balancer when it is more than 10 s behind."""


def analyse(trace, parent):
    run = trace.agent(DATABASE_ANALYST, [text(
        "Reads of catalogue_entry on pg-main-replica-2 return old data. Is the replica slow, or is "
        "replay held up? By what?")], parent=parent)
    run.call(None,
             Call("run_sql", {"database": "pg-main-replica-2", "query": "SELECT pid, state, now() - "
                  "xact_start AS xact_age, wait_event, query FROM pg_stat_activity ORDER BY 3 DESC"},
                  ACTIVITY, ms=140, below=[sql("pg_stat_activity", "SELECT pid, state ...", 90)]),
             Call("explain", {"database": "pg-main-replica-2", "query": "SELECT * FROM "
                  "catalogue_entry WHERE type_id = 88213 ORDER BY position LIMIT 50"}, PLAN, ms=60),
             ms=1_300)
    run.call("Is replay paused by that COPY?",
             Call("run_sql", {"database": "pg-main-replica-2", "query": "SELECT "
                  "now() - pg_last_xact_replay_timestamp() AS behind, "
                  "current_setting('max_standby_streaming_delay') AS delay"},
                  {"columns": ["behind", "delay"], "rows": [["01:49:12", "-1"]]}, ms=50), ms=1_100)
    return run.answer(ANALYSIS, ms=2_000)


def traces():
    t = Trace("replica-lag", "2026-11-19T10:58:12.404Z", "investigator")
    run = t.agent(INVESTIGATOR, [text(REPORT)], conversation="inv_01KA0V8S6E")
    run.call("Saved, gone, back again: that is reading from two places, one of them behind. First "
             "whether anything was lost, then which place is behind.",
             Call("run_sql", {"database": "catalogue", "query": "SELECT count(*) FROM "
                  "catalogue_entry_version WHERE created_at > now() - interval '2 hours'"},
                  Failure("timeout", "canceling statement due to statement timeout (30,000 ms)"),
                  ms=30_000),
             Call("query_metrics", {"expression": "pg_replication_lag_seconds", "from": "-3h",
                                    "to": "now", "step": "15m"},
                  {"series": [{"instance": "pg-main-replica-1", "max": 0.4},
                              {"instance": "pg-main-replica-2", "max": 6540.0,
                               "since": "2026-11-19T09:01:40Z"}]}, ms=420))
    run.call("Replica 2 is 109 minutes behind. Autovacuum has been busy on the primary since 09:00; "
             "I have told the requester that it is the likely cause. To be sure, the analyst.",
             Call("analyse_query", {"database": "pg-main-replica-2", "question": "Reads of "
                  "catalogue_entry on pg-main-replica-2 return old data. Is the replica slow, or is "
                  "replay held up? By what?"}, run=analyse))
    run.call("Not autovacuum as such: an export holds the snapshot. I take that back. Whose is it?",
             Call("run_sql", {"database": "pg-main-replica-2", "query": "SELECT usename, "
                  "application_name, client_addr FROM pg_stat_activity WHERE pid = 48213"},
                  {"columns": ["usename", "application_name", "client_addr"],
                   "rows": [["bi_export", "nightly-export", "10.40.3.77"]]}, ms=70))
    run.answer(ANSWER, ms=11_000)
    t.evaluate(run.span, "root-cause", 0.6, "partial",
               "The cause is right. It told the requester a wrong cause in between, before it had "
               "checked, and the impact section is missing.")
    t.evaluate(run.span, "tone", 1.0, "pass", "Answers the fear of data loss in the first sentence.")
    return [t]
