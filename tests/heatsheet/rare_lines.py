"""Lines that drawn sheets do not print, or that other patterns understand nearly as well: short texts, by dialect."""

from heatsync.heatsheet.dialects.easywk import EASYWK
from heatsync.heatsheet.dialects.hytek import HYTEK
from heatsync.heatsheet.dialects.latin_web import LATIN_WEB
from heatsync.heatsheet.dialects.omega import OMEGA
from heatsync.heatsheet.dialects.splash import SPLASH
from heatsync.heatsheet.dialects.swimtopia import SWIMTOPIA
from heatsync.heatsheet.dialects.table import TABLE

_RESULTS = "\n{}\nEvent 1 Girls 50m Freestyle\n1  Sample, Ada  12  SC Pond  31.20"

RARE = {
    HYTEK: (
        """HY-TEK's MEET MANAGER 8.0 - 9:00 AM 1/2/2026
Page 1
May Meet - 5/30/2026
Meet Program
Event 1 Girls 100 Yard Freestyle
Lane  Name  Age  Team  Seed Time
Heat 1 of 1 Finals
1  Sample, Ada 10  AAA-CA  1:01.00
2  Sample, Ada MW10  AAA-CA  1:01.00
3  Sample, Bo  AAA-CA  1:01.00
4  Sample, Cleo  10  AAA-CA
5  Sample, Di  10  Pond Swimmin1:01.00
Event 2 Girls 200 Yard Medley Relay
Lane  Team  Relay
Heat 1 of 1 Finals
4  AAA-CA  A
Sample, Ada 10
Ada Sample  Bo Sample
5  BBB-CA  2:04.00""",
        """HY-TEK's MEET MANAGER 8.0 - 9:00 AM 1/2/2026 Page 1
May Meet - 5/30/2026
Psych Sheet
Event 1 Girls 100 Yard Freestyle
Name  Age  Team  Seed Time
1  Sample, Ada  10  AAA-CA  1:01.00
2  Sample, Ada 10  AAA-CA  1:01.00
3  Sample, Ada MW10  AAA-CA  1:01.00
4  Sample, Bo  AAA-CA  1:01.00
5  2 Fast 4 U,  15  AAA-CA  1:02.00
6  Sample, Di  10  Pond Swimmin1:01.00
Event 2 Girls 200 Yard Medley Relay
Team  Relay  Seed Time
1  AAA-CA  2:04.00""",
    ),
    EASYWK: (
        """Wettkampf 1 - 50m Rücken weiblich
Lauf 1/1 (ca. 09:00 Uhr)
Bahn 3
Bahn 4  Muster, Ada  2012  SV Muster  00:41,00
Wettkampf 2 - 4x50m Freistil mixed
abgem.  2. Mannschaft (X)  Offen  SV Muster  02:41,00
Nr.  Mannschaft  Jg.  Verein  Meldezeit
1.  1. Mannschaft (X)  Offen  SV Muster  02:31,00""",
    ),
    SPLASH: (
        """Otter Cup - Otterstadt, 14. - 15.3.2026
Event 1  Women, 50m Freestyle  Results
1  SAMPLE Ada  12  SC Pond  31.20""",
        "Otter Cup\nOtterstadt, 14. - 15.3.2026\nEvent 1  Women, 50m Freestyle  Start list",
        """Otter Cup - Otterstadt, 14. - 15.3.2026
Event 1  Women, 50m Freestyle  Start list
Heat 1 of 1
3
4  SAMPLE Ada  12  SC Pond  31.20
Event 2
Women, 50m Butterfly
Heat 1 of 1
4  SAMPLE Ada  12  SC Pond  31.20""",
    ),
    OMEGA: (
        """Otter World Championships
Entry List by Event
Event 1  Women's 50m Freestyle
Record  Split  Name  NAT Code  Location  Date
WR  23.67  SAMPLE Ada  OTT  Otterstadt (OTT)  29 JUL 2017
Name  NAT  Year of  Qualifying
SAMPLE Ada  OTT  2001  24.00
Entry List by NAT
NAT  Event  Name
OTT - Otterland  Women's 50m Freestyle  SAMPLE Ada  2001  24.00
Women's 4x100m Freestyle  3:40.00
Year of
Birth""",
        "Otter World Championships\nOtterstadt (OTT)\nEntry List by Event",
    ),
    SWIMTOPIA: (
        f"Pond Dual{_RESULTS.format('Meet Results')}",
        """Pond Dual
#5 Girls 9-10 25m Backstroke
Heat 1 of 2 (9:05 AM)
Ln  Name  Age  Team  Seed
3
4  Sample, Ada  10  SCP  31.20Y
SwimTopia Meet Maestro 4.2  Page 1 of 14
Printed on Saturday by Meet Maestro
Page 2 of 14
Heat Sheet
#5 Girls 9-10 25m Backstroke (continued)
Heat 2 of 2
4  Sample, Bo  10  SCP  30.20Y
#6 Mixed 100m Medley Relay
Heat 1 of 1
4  Pond A  1:30.20
Sample, Ada / Sample, Bo / Sample, Cleo / Sample, Di""",
    ),
    LATIN_WEB: (
        "Copa Nutria\nResultados\n67 (M) 11Y - 12Y | M\n3 11M Ada Muestra  ocea 32.39",
        """Copa Nutria
67 (M) 11Y - 12Y | M
50m Libre/Free
Heat # 1 ~ 17:45
Carril  Nombre
2
3 11M Ada Muestra ocea 32.39
4 11M Eva Muestra  ocea del mar 32.39
68 (M) 11Y - 12Y | M
4 x 50m Libre/Free
Heat # 1 ~ 17:55
4 ocea B 2:12.39
69 (X) 11Y - 12Y | X
4 x 25m Relevo/Relay
Heat # 1 ~ 18:05
4 ocea B 1:12.39""",
    ),
    TABLE: (
        f"Puddle Cup{_RESULTS.format('Meet Results')}",
        f"Puddle Cup{_RESULTS.format('Results - Session 1')}",
        f"Puddle Cup{_RESULTS.format('Place  Name  Team  Finals Time  Points')}",
        """Puddle Cup
Session 1 - 14.03.2026 - 9:00
Event 1: Girls 50m Freestyle
Heat 1 of 1
1
2  Sample, Ada  12  SC Pond  31.20
3  Sample, Bo  2013  SC Pond  31.20
4  Sample, Cleo  SC Pond  12  31.20
5  Sample, Dot  SC Pond  31.20
6  Sample, Eve  31.20
6 Sample, Eva 12 SC Pond 31.20
6  Eva Sample  12  SC Pond
7  Sample-Wolfenwetter-  SC Pond  31.20
Umberling, Flo
8  Empty Lane
made with Swimify
Girls 25m Kickboard
Boys 4x25m Relay
A - Final
2  SC Pond  B  1:33.20
Event 2: Girls with fins
4  Sample, Fay  12  SC Pond  31.20
Event 3: Girls 4x50m Freestyle
Heat 1
2  SC Pond  A  2:31.20
3  SC Puddle B  2:33.20
1) Sample, Ada 12  2) Sample, Bo 11""",
        """Puddle Cup
Girls 11-12 50 Free
Heat 1
1  Sample, Ada  12  SC Pond  31.20""",
        """Puddle Cup
#1 Girls 50m Freestyle
1  1  Sample, Ada  12  SC Pond  31.20
1  2  Sample, Bo  SC Pond  12  31.20
1  3  Sample, Cleo  SC Pond  31.20
1  4  Sample, Dot  31.20
#2 Girls 4x50m Freestyle
H1  L2  SC Pond  A  2:31.20
H1  L3  SC Puddle  2:31.20""",
    ),
}
