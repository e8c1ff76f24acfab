"""Chat interactions of responders: short, tired, in a hurry, now and then in another language."""

from otlp import Call, Failure, Trace, http, image, text
from pictures import bars
from world import INCIDENT_CHAT


def said(role, words):
    return {"role": role, "parts": [text(words)]}


def chat(seed, at, asked, conversation, root=None):
    trace = Trace(seed, at, "incident-chat")
    run = trace.agent(INCIDENT_CHAT, asked, conversation=conversation, name=root)
    return trace, run


def swap():
    """A conversation of three turns about a swap on a schedule."""
    conversation = "conv_7Y2KQ1"
    first = "who's on call for payments tonight?"
    t1, run = chat("swap-1", "2026-11-16T16:20:02.300Z", [text(first)], conversation)
    run.call(None, Call("lookup_catalogue", {"type": "Team", "search": "payments"},
                        {"entries": [{"id": "team_14", "name": "Payments",
                                      "schedule": "sch_payments_primary"}]}, ms=180), ms=900)
    run.call(None, Call("get_schedule", {"schedule": "sch_payments_primary",
                                         "at": "2026-11-16T20:00Z"},
                        {"schedule": "Payments primary", "timezone": "Europe/Lisbon", "shifts": [
                            {"user": "usr_ines", "from": "2026-11-16T09:00Z",
                             "to": "2026-11-17T09:00Z"},
                            {"user": "usr_tomas", "from": "2026-11-17T09:00Z",
                             "to": "2026-11-18T09:00Z"}]}, ms=210), ms=800)
    a1 = run.answer("Ines, until 09:00 tomorrow (also 09:00 in Lisbon). Tomas follows.", ms=900)

    second = "she's on a plane from 18 to 23. put me on instead"
    t2, run = chat("swap-2", "2026-11-16T16:21:40.911Z",
                   [said("user", first), said("assistant", a1), said("user", second)], conversation)
    run.call("18:00 to 23:00 today, you instead of Ines.",
             Call("create_override", {"schedule": "sch_payments_primary", "user": "usr_mara",
                                      "from": "2026-11-16T18:00Z", "to": "2026-11-16T23:00Z"},
                  Failure("403", "usr_mara may not edit schedule sch_payments_primary: role "
                                 "responder, needs schedule-editor"), ms=150,
                  below=[http("POST", "rota.internal.example",
                              "/v2/schedules/sch_payments_primary/overrides", 403, 120)]), ms=1_100)
    a2 = run.answer("I could not: you are a responder on this schedule, and overrides need the role "
                    "schedule-editor. Ines herself can do it, or Tomas (editor). Shall I ask Tomas "
                    "in the channel?", ms=1_200)

    third = "yes but hurry, she boards in 20"
    t3, run = chat("swap-3", "2026-11-16T16:22:15.044Z",
                   [said("user", first), said("assistant", a1), said("user", second),
                    said("assistant", a2), said("user", third)], conversation)
    run.call(None, Call("ask_in_channel", {"user": "usr_tomas", "text": "Mara takes Payments primary "
                        "today 18:00-23:00 instead of Ines, who is on a plane. Approve?"},
                        {"answered_by": "usr_tomas", "answer": "approve", "after_s": 48}, ms=48_000),
             ms=900)
    run.call("Approved.",
             Call("create_override", {"schedule": "sch_payments_primary", "user": "usr_mara",
                                      "from": "2026-11-16T18:00Z", "to": "2026-11-16T23:00Z",
                                      "approved_by": "usr_tomas"},
                  {"override": "ovr_5518", "state": "active_from", "at": "2026-11-16T18:00Z"},
                  ms=170), ms=700)
    run.answer("Done. Tomas approved, and you are on call from 18:00 to 23:00 UTC today (ovr_5518); "
               "Ines again after that until 09:00.", ms=900)
    return [t1, t2, t3]


def update():
    """A status page update, drafted and made less stiff."""
    conversation = "conv_8A0TRF"
    first = ("draft a status page update for INC-3391. customers saw late pages 03:12-03:24 UTC, all "
             "delivered now, cause known (our failover handling), fix going out today")
    t1, run = chat("update-1", "2026-11-18T11:05:12.530Z", [text(first)], conversation)
    run.call(None, Call("get_incident", {"id": "INC-3391"},
                        {"id": "INC-3391", "name": "Escalations delayed", "status": "monitoring",
                         "page": "page_public", "affected": ["Escalations", "Notifications"],
                         "timeline": [["03:12:41", "Redis failover"], ["03:23:52", "recovered"],
                                      ["03:26:10", "incident declared"]]}, ms=160), ms=1_000)
    run.call(None, Call("draft_update", {"page": "page_public", "status": "resolved", "message":
             "Between 03:12 and 03:24 UTC on 18 November, escalation notifications experienced "
             "delays of up to 11 minutes owing to a failover event in our infrastructure. All "
             "notifications have since been delivered. A remediation is being deployed. We "
             "apologise for any inconvenience caused."}, {"draft": "drf_201"}, ms=120), ms=2_600)
    a1 = run.answer("Draft drf_201, not published:\n\n> Between 03:12 and 03:24 UTC on 18 November, "
                    "escalation notifications experienced delays of up to 11 minutes owing to a "
                    "failover event in our infrastructure. All notifications have since been "
                    "delivered. A remediation is being deployed. We apologise for any inconvenience "
                    "caused.", ms=1_500)
    second = "less corporate pls. \"any inconvenience\" - people slept through outages!"
    t2, run = chat("update-2", "2026-11-18T11:06:58.222Z",
                   [said("user", first), said("assistant", a1), said("user", second)], conversation)
    run.call(None, Call("draft_update", {"page": "page_public", "status": "resolved", "message":
             "For eleven minutes this morning, from 03:12 to 03:24 UTC, we did not page you. "
             "Everything arrived afterwards, but for an alert at night afterwards is too late, and "
             "we are sorry. A failover of one of our databases left our workers talking to the wrong "
             "server. A fix goes out today; the full report follows by Friday."},
             {"draft": "drf_202"}, ms=130), ms=3_000)
    run.answer("drf_202, still only a draft. I wrote \"we did not page you\": it is what happened. "
               "It promises a report by Friday; take that out if nobody has agreed to it.", ms=1_400)
    t2.evaluate(run.span, "helpfulness", 1.0, "pass", "Took the point, and flagged its own promise.")
    return [t1, t2]


def changes():
    trace = Trace("what-changed", "2026-11-20T08:59:03.001Z", "incident-chat")
    server = trace.server("POST /v1/chat", {"http.request.method": "POST", "url.path": "/v1/chat",
                                            "http.response.status_code": 200})
    run = trace.agent(INCIDENT_CHAT, [text("morning. what went out since yesterday lunch? "
                                           "pages-api, catalogue, relay, rota")],
                      parent=server, conversation="conv_9D4MMB")
    run.call(None,
             Call("list_deploys", {"service": "pages-api", "since": "2026-11-19T12:00Z"},
                  [{"version": "2026.11.19-2", "at": "2026-11-19T16:41:08Z",
                    "changes": ["Move page permission checks to the policy service (#8812)"]}],
                  ms=230),
             Call("list_deploys", {"service": "catalogue", "since": "2026-11-19T12:00Z"}, [], ms=190),
             Call("list_deploys", {"service": "relay", "since": "2026-11-19T12:00Z"},
                  Failure("500", "deploy tracker answered 500: pool exhausted"), ms=5_020,
                  below=[http("GET", "deploys.internal.example", "/services/relay/deploys", 500,
                              5_000)]),
             Call("list_deploys", {"service": "rota", "since": "2026-11-19T12:00Z"},
                  [{"version": "2026.11.19-1", "at": "2026-11-19T14:02:31Z",
                    "changes": ["Hand-over e-mails in the reader's language (#8799)"]}], ms=205),
             ms=1_200)
    run.answer("- pages-api 16:41: permission checks moved to the policy service (#8812)\n"
               "- rota 14:02: hand-over e-mails in the reader's language (#8799)\n"
               "- catalogue: nothing\n- relay: **I do not know**, the deploy tracker answered 500",
               ms=1_500)
    trace.end(server)
    return [trace]


def picture():
    graph = bars([8, 10, 9, 12, 9, 11, 10, 9, 10, 12, 55, 92, 88, 90, 86, 40, 12, 10, 9, 11], 10)
    trace, run = chat("normal-graph", "2026-11-17T22:48:31.777Z", [
        {"role": "user", "parts": [text("is this normal for a tuesday night?? alert-gate latency"),
                                   image(graph)]}], "conv_8C1H0S")
    run.call("The graph shows a plateau of about five steps at roughly nine times the usual height. "
             "Comparing with the last four Tuesdays.",
             Call("query_metrics", {"expression": "histogram_quantile(0.99, alert_gate_seconds)",
                                    "from": "2026-10-20T22:00Z", "to": "2026-11-17T22:45Z",
                                    "step": "7d"},
                  {"p99_ms_at_22:20": {"2026-10-20": 212, "2026-10-27": 208, "2026-11-03": 231,
                                       "2026-11-10": 219, "2026-11-17": 1904}}, ms=1_300), ms=2_400)
    run.answer("No. p99 at 22:20 was 208 to 231 ms on the last four Tuesdays and 1,904 ms today. It "
               "is over since 22:35. I see no deploy; worth a look in the morning, not now.",
               ms=1_600)
    return [trace]


def severity():
    trace, run = chat("severity", "2026-11-19T09:12:44.090Z", [text(
        "status page creation is slow for everyone, +0.8s. nobody complains. sev?")], "conv_8V5LPE")
    run.answer("Minor. Nothing fails and there is a workaround: waiting. Declare it anyway if you want "
               "someone to own it; +0.8 s on every create has a cause.", ms=1_900)
    return [trace]


def german():
    trace, run = chat("langsam", "2026-11-20T07:33:20.615Z", [text(
        "Warum ist die Statusseite von Tindra Klinik (page_tindra) seit heute früh so langsam? "
        "Über 6 s, Zürich und Köln.")], "conv_9CZX77")
    run.call(None,
             Call("query_metrics", {"expression": "histogram_quantile(0.5, page_render_seconds{page="
                                    "'page_tindra'})", "from": "-6h", "to": "now", "step": "1h"},
                  {"p50_s": [0.3, 0.3, 5.9, 6.2, 6.1, 6.4]}, ms=700),
             Call("list_alerts", {"search": "cdn eu-central", "state": "firing"},
                  {"alerts": [{"id": "alr_77120", "name": "CDN eu-central: cache hit rate 3 % (usually "
                               "96 %)", "since": "2026-11-20T03:58:00Z"}]}, ms=240), ms=1_500)
    run.answer("Die Seite selbst ist gesund; der CDN-Knoten eu-central liefert seit 03:58 UTC "
               "(04:58 bei euch) fast nichts aus dem Cache (3 % statt 96 %, alr_77120). Jeder Abruf "
               "geht deshalb bis zum Ursprung. Betrifft alle Seiten in der Region, nicht nur Tindra.",
               ms=2_100)
    return [trace]


def refused():
    """A request that the agent may not fulfil, and a tool that says no twice."""
    trace, run = chat("close-all", "2026-11-18T19:40:10.480Z", [text(
        "just close all low priority alerts, its noise")], "conv_8LQ2WD")
    run.call(None, Call("list_alerts", {"search": "priority=low", "state": "firing"},
                        {"total": 1312, "alerts": [{"id": "alr_76001"}, {"id": "alr_76002"}],
                         "next": "cursor_2"}, ms=600), ms=900)
    run.call("1,312 alerts; trying the first page.",
             Call("resolve_alerts", {"ids": ["alr_76001", "alr_76002"], "reason": "noise"},
                  Failure("409", "alr_76002 belongs to an open incident (INC-3389)"), ms=180),
             ms=1_000)
    run.answer("I stopped: the second one already belongs to an open incident (INC-3389), so \"low\" "
               "does not mean noise here. Nothing is closed. 1,290 of the 1,312 come from one rule, "
               "`disk 70 % on build agents`. Mute that rule instead?", ms=1_800)
    return [trace]


def limited():
    """An interaction that fails: the answer never comes."""
    trace, run = chat("rate-limited", "2026-11-18T03:31:02.000Z", [text(
        "INC-3391 what do we know")], "conv_8JM0AA")
    run.call(None, Call("get_incident", {"id": "INC-3391"},
                        Failure("timeout", "incident-core did not answer within 10,000 ms"),
                        ms=10_000), ms=1_100)
    run.fail_model(429, "rate limit: 40 requests a minute for this key")
    run.give_up(Failure("RateLimited", "429 rate limit: 40 requests a minute for this key; the "
                                       "responder saw \"Something went wrong, try again\""))
    return [trace]
