"""Hy-Tek sheets in Spanish, Portuguese, French and German: A4, the day first, names without a comma."""

import datetime
from typing import NamedTuple

from heatsync.heatsheet.program import Meet, Session
from heatsync.samples.paper import HELVETICA
from heatsync.samples.sheet import Sheet
from heatsync.samples.variants.press import A4, Press

_FRIDAY, _SUNDAY = datetime.date(2026, 6, 5), datetime.date(2026, 6, 7)


class Tongue(NamedTuple):
    """The words of a licence in another language."""

    program: str
    session: str
    event: str
    races: tuple[str, str]
    heat: str
    round: str
    starts: str
    swimmers: str
    teams: str
    alternates: str
    to: str
    finals: tuple[str, str]


SPANISH = Tongue(
    "Programa", "1 Jornada Viernes 5 de Junio Cal 07:00 Comp 08:30", "Evento",
    ("Damas 200 a 239 años 100 CC Metro Libre", "Damas 200 CC Metro Relevo Combinado"), "Serie {} de {}", "Finales",
    "Comienza a las 08:45 AM", "Carril  Nombre          Edad  Equipo              Tiempo",
    "Carril  Equipo          Relevo              Tiempo", "Suplentes", "a", ("B - Final", "A - Final"),
)  # fmt: skip
PORTUGUESE = Tongue(
    "Programa", "Sexta 5 de Junho - aquecimento 07:00 início 08:30", "Prova",
    ("Feminino 100 Metros Livre", "Feminino 200 Metros Revezamento Medley"), "Série {} de {}", "Finais",
    "Começa às 08:45", "Raia  Nome          Idade  Equipe              Tempo",
    "Raia  Equipe          Revezamento              Tempo", "Reservas", "a", ("Final B", "Final A"),
)  # fmt: skip
FRENCH = Tongue(
    "Programme", "Vendredi matin - échauffement 07:00 début 08:30", "Épreuve",
    ("Dames 100 m Nage Libre", "Dames 200 m Relais 4 nages"), "Série {} sur {}", "Éliminatoires", "Débute à 08:45",
    "Couloir  Nom          Âge  Équipe              Temps",
    "Couloir  Équipe          Relais              Temps", "Remplaçants", "au",
    ("B - Finale", "A - Finale"),
)  # fmt: skip
GERMAN = Tongue(
    "Programm", "Freitag - Einschwimmen 07:00 Beginn 08:30", "Wettkampf",
    ("Damen 100 m Freistil", "Damen 200 m Lagenstaffel"), "Lauf {} von {}", "Finale", "Beginnt um 08:45",
    "Bahn  Name          Alter  Mannschaft              Meldezeit",
    "Bahn  Mannschaft          Staffel              Meldezeit", "Ersatz", "bis", ("B-Finale", "A-Finale"),
)  # fmt: skip


def draw(tongue: Tongue) -> Sheet:
    """A short program in that language."""
    days = f"{_FRIDAY:%d/%m/%Y} {tongue.to} {_SUNDAY:%d/%m/%Y}"
    press = Press(f"Copa Nutria - {days}", f"{tongue.program} - {tongue.session}", size=A4, face=HELVETICA)
    single, relay = tongue.races
    press.event(f"{tongue.event} 14  {single}", number="14", name=single, distance=100, stroke="Freestyle")
    press.line(tongue.swimmers)
    press.heat(
        f"{tongue.heat.format(1, 2)}  {tongue.round}  {tongue.starts}", 1, of=2, round=tongue.round, starts_at="08:45"
    )
    press.swimmer(3, "María José Núñez Albarca", "M11", "PEMAS", "1:21,37", age=11)
    press.heat(f"{tongue.heat.format(2, 2)}  {tongue.round}", 2, of=2, round=tongue.round)
    press.swimmer(4, "Ana Umberling Peña", "12", "Club Tarn", "1:19,02", age=12)
    press.line(tongue.alternates)
    press.swimmer(1, "Inés Wex Umbral", "12", "Club Tarn", "1:29,02", age=12, among="alternates")
    press.event(f"{tongue.event} 15  {relay}", number="15", name=relay, distance=200, stroke="Medley", relay=True)
    press.line(tongue.teams)
    press.heat(f"{tongue.heat.format(1, 2)}  {tongue.round}", 1, of=2, round=tongue.round)
    press.team(3, "Club Tarn", "A", "2:41,00")
    press.column()
    before, _ = tongue.heat.format("1", "").split("1")
    press.line(f"{before}1  {tongue.round}  (#15 {relay[:-3]}")
    press.team(4, "PEMAS", "A", "2:39,00")
    press.event(f"{tongue.event} 16  {single}", number="16", name=single, distance=100, stroke="Freestyle")
    press.line(tongue.swimmers)
    for number, name in enumerate(tongue.finals, start=1):
        press.heat(name, number, round=name)
        press.swimmer(4, "Otto Wex Umbral", str(12 + number), "Club Tarn", "1:01,02", age=12 + number)
    return press.sheet(
        Meet("Copa Nutria", _FRIDAY, _SUNDAY), Session(tongue.session, _FRIDAY, starts_at="08:30", warm_up="07:00")
    )
