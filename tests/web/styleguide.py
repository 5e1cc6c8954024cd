"""What the style page shows: one example of every component, with long names and real amounts."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language

from ppp_portal.law.acts import p605
from ppp_portal.law.calendar import WorkingCalendar
from ppp_portal.law.deadlines import Consequence, calendar_days
from ppp_portal.web import wording

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 11, 20, 21, 15, 7, tzinfo=ALMATY)

WORDS = {
    "kk": {
        "closes": "Өтінімдерді қабылдаудың соңы",
        "open": "Ашу",
        "security": "Конкурстық өтінімді қамтамасыз ету",
        "bids": "Конкурстық өтінімдер",
        "scores": "Өлшемшарттар бойынша балдар",
        "drift": "Жоба құны: конкурстан бүгінге дейін",
        "none": "Әзірге конкурс жоқ.",
        "invest": "Болжамды инвестициялар сомасы",
        "project": "Алматы қаласындағы жүз орындық мектеп-интернат құрылысы",
        "part": "Келіссөздер барысында өзгерістер енгізуге жол берілмейтін конкурс шарттары",
        "chair": "Төраға",
        "dissent": "К6 бойынша есеппен келіспеймін: екі маманның дипломы расталмаған.",
    },
    "ru": {
        "closes": "Окончание приема заявок",
        "open": "Открыть",
        "security": "Обеспечение конкурсной заявки",
        "bids": "Конкурсные заявки",
        "scores": "Баллы по критериям",
        "drift": "Стоимость проекта: от конкурса до сегодня",
        "none": "Конкурсов пока нет.",
        "invest": "Сумма предполагаемых инвестиций",
        "project": "Строительство школы-интерната на сто мест в городе Алматы",
        "part": "Условия конкурса, в которые не допускается внесение изменений в ходе переговоров",
        "chair": "Председатель",
        "dissent": "Не согласен с расчетом по К6: дипломы двух специалистов не подтверждены.",
    },
    "en": {
        "closes": "Bids close",
        "open": "Open",
        "security": "Bid security",
        "bids": "Bids",
        "scores": "Points by criterion",
        "drift": "Project cost: from the tender to this day",
        "none": "No tenders yet.",
        "invest": "Assumed investments",
        "project": "A boarding school for one hundred pupils in Almaty",
        "part": "Tender conditions not open to change in negotiations",
        "chair": "Chair",
        "dissent": "I disagree with K6: the diplomas of two specialists are not confirmed.",
    },
}


class Announcement(forms.Form):
    name_kk = forms.CharField(label="Атауы / Название", widget=forms.Textarea)
    name_ru = forms.CharField(label="Атауы / Название", widget=forms.Textarea)
    cost = forms.DecimalField(label="Жобаның құны / Стоимость проекта", help_text="18 324 558 000")
    stages = forms.ChoiceField(
        label="Кезеңдер / Этапы", choices=[("1", "1"), ("2", "2")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Ескерту / Примечание", required=False)
    agree = forms.BooleanField(label="Дұрыстығын растаймын / Подтверждаю")


def context() -> dict[str, Any]:
    lang = get_language() or "kk"
    words = WORDS[lang]
    closes = calendar_days(
        "bids",
        datetime(2026, 10, 23, 9, 0, tzinfo=ALMATY),
        30,
        p605("27"),
        Consequence.ACT,
        WorkingCalendar(),
        moves=True,
    )
    invest = Decimal("18324558000")
    names = [
        "«Сарыарқа Құрылыс» ЖШС",
        "«Көкше» консорциумы",
        "ТОО «Ұлы Дала Инфрақұрылым Инвест»",
        "«Өркен-Һ» АҚ",
    ]
    form = Announcement(
        {
            "name_kk": "2026 ж. 22 қараша, 18 324 558 000 ₸, 100 орын",
            "name_ru": "22 ноября 2026 г., 18 324 585 000 ₸, 100 мест",
        }
    )
    return {
        "labels": {**words, "sum": wording.tenge(invest / 1000)},
        "form": form,
        "refusals": [{"text": words["dissent"], "basis": "44(1)", "todo": words["none"]}],
        "portal_now": NOW,
        "user": SimpleNamespace(is_authenticated=True, name="Әлия Қайратқызы Өмірбекова"),
        "acting": {
            "role": words["chair"],
            "organisation": SimpleNamespace(name="«Алматы қаласының цифрландыру басқармасы» КММ"),
            "url": "#",
            "choices": [
                {
                    "value": "1",
                    "label": f"{words['chair']} – «Алматы қаласының цифрландыру басқармасы» КММ",
                    "current": True,
                },
                {"value": "2", "label": words["bids"], "current": False},
            ],
        },
        "training": {"label": "", "actions": [{"label": "+1", "url": "#", "name": "days", "value": "1"}]},
        "nav": [
            {"label": words[k], "url": "#", "current": k == "bids"} for k in ("bids", "scores", "security")
        ],
        "amount": invest / 1000,
        "term": closes,
        "steps": [
            {"label": words["project"], "state": "done", "at": date(2026, 8, 3), "url": "#"},
            {"label": words["bids"], "state": "done", "at": date(2026, 10, 23), "url": "#"},
            {"label": words["closes"], "state": "now", "due": date(2026, 11, 23), "basis": "27"},
            {"label": words["scores"], "state": "next", "due": date(2026, 12, 7), "who": words["chair"]},
            {"label": words["security"], "state": "skipped"},
            {"label": words["drift"], "state": "next"},
        ],
        "desk": [
            {"label": words["part"], "basis": "605:A1:10(13)", "due": NOW + timedelta(hours=20, minutes=44)},
            {"label": words["security"], "basis": "31", "due": NOW + timedelta(days=22)},
            {"label": words["bids"], "basis": "art32", "due": NOW - timedelta(days=1)},
        ],
        "rows": [
            {"label": words["invest"], "value": wording.tenge(invest), "url": "#", "basis": "31"},
            {"label": words["closes"], "value": wording.moment(closes.due_at), "url": "#"},
            {"label": words["project"], "value": None},
        ],
        "sums": [
            {"text": words["invest"], "value": wording.tenge(invest)},
            {"text": "31", "value": "× 0,1 %", "basis": "31"},
        ],
        "parts": [
            {"label": words["part"], "url": "#", "state": state, "basis": f"app1:10({i})"}
            for i, state in enumerate(("done", "wait", "bad", "todo", "locked"), 1)
        ],
        "head": ["№", words["bids"], {"label": words["invest"], "num": True}, words["closes"]],
        "cells": [
            [
                str(i),
                {"text": name, "url": "#"},
                wording.tenge(invest - i * 1250000),
                {"text": "", "tag": words["open"], "tone": "ok"},
            ]
            for i, name in enumerate(names, 1)
        ],
        "foot": ["", words["bids"], wording.tenge(invest * 4), None],
        "papers": [
            {
                "title": words["scores"],
                "at": NOW,
                "signed": "valid",
                "kk": {"url": "#", "size": 184320, "sha256": "9f" * 32},
                "ru": {"url": "#", "size": 191842, "sha256": "3a" * 32},
            },
            {
                "title": words["bids"],
                "signed": "unchecked",
                "kk": {"url": "#", "size": 1484320, "sha256": "5c" * 32},
            },
        ],
        "criteria": [
            {"code": f"K{i}", "label": words["bids"] if i % 2 else words["invest"]} for i in range(1, 7)
        ],
        "bidders": [
            {
                "name": name,
                "rank": rank,
                "url": "#",
                "parts": {
                    "K1": Fraction(15),
                    "K2": Fraction(10 - rank),
                    "K3": Fraction(61, 3) / rank,
                    "K4": Fraction(12),
                    "K5": Fraction(20) / rank,
                    "K6": Fraction(7, rank),
                },
            }
            for rank, name in enumerate(names, 1)
        ],
        "points": [
            {"label": words["bids"], "value": invest, "at": date(2024, 3, 1)},
            {"label": words["closes"], "value": invest * Decimal("1.04"), "at": date(2025, 3, 1), "url": "#"},
            {"label": words["drift"], "value": invest * Decimal("1.31"), "at": date(2026, 3, 1), "url": "#"},
        ],
        "entries": [
            {"at": closes.due_at, "label": words["closes"], "url": "#", "tone": "warn"},
            {"at": date(2026, 11, 11), "label": words["security"], "url": "#"},
            {
                "at": datetime(2026, 11, 11, 18, 0, tzinfo=ALMATY),
                "label": words["scores"],
                "url": "#",
                "tone": "now",
            },
        ],
        "texts": {
            "kk": "Өтінімдер 2026 ж. 22 қарашаға дейін қабылданады. Құны 18 324 558 000 ₸, мерзімі 24 ай.",
            "ru": "Заявки принимаются до 22.11.2026. Стоимость 18324558000 ₸, срок 26 месяцев.",
            "ru_new": "Заявки принимаются до 29.11.2026 включительно. Цена 18324558000 ₸, срок 24 месяца.",
        },
        "members": [
            {"name": "Әлібекова Ғ. Қ.", "role": words["chair"], "vote": "for", "signed_at": NOW},
            {"name": "Нұрлан Ұ. Һ.", "vote": "against", "dissent": words["dissent"], "signed_at": NOW},
            {"name": "Іңкәр Ө. Ү.", "vote": "recused"},
        ],
        "files": [
            {
                "name": "Кепілдік_хат.pdf",
                "size": 482133,
                "sha256": "ab" * 32,
                "at": NOW,
                "state": "sealed",
                "remove_url": "#",
            },
            {"name": "smeta.xlsm", "size": 91233, "state": "refused", "note": words["none"]},
        ],
    }
